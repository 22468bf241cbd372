// @ts-check
import { createServer } from "node:net";

/**
 * The first port at or after the one given that nobody listens on; 0 gives any free one.
 *
 * @param {number} from
 * @param {string} [host]
 * @returns {Promise<number>}
 */
export async function freePort(from, host) {
  for (let port = from; port <= 65_535; port++) {
    const got = await tryPort(port, host);
    if (got !== null) return got;
  }
  throw new Error(`No free port from ${from} upwards.`);
}

/**
 * @param {number} port
 * @param {string | undefined} host
 * @returns {Promise<number | null>}
 */
function tryPort(port, host) {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", (/** @type {NodeJS.ErrnoException} */ error) => {
      if (error.code === "EADDRINUSE" || error.code === "EACCES") resolve(null);
      else reject(error);
    });
    server.listen({ port, host }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : port));
    });
  });
}
