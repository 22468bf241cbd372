import type { AttachWords } from "./locale.js";

/** English of the dialog that adds a photo: comes with its code. */
export const enAttach: AttachWords = {
  attachUrl: "Address of a photo",
  attachUrlPlaceholder: "https://",
  attachUrlInvalid: "That is not the address of a photo. It starts with https://",
  attachUrlHost: (hosts) => `Photos are taken from ${hosts.join(", ")} only.`,
  attachAdd: "Add",
  attachFile: "Choose a file",
};
