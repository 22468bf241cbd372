/** The version of the contract that this build speaks. Sent in hello; a server answers with the one it will speak. */
export const contractVersion = 1;
