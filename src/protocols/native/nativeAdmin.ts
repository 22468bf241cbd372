import type { Protocol } from "../protocol.js";
import { native } from "./native.js";

/**
 * The native protocol for agents' pages, where the server was given `admin`: their commands go over the namespace `/admin`, which lets in nobody else. Everything
 * else goes as with `native`. On a page of somebody who is no agent it works too, but for those commands.
 */
export const nativeAdmin: Protocol = {
  ...native,
  name: "native-admin",
  connect: { ...native.connect, namespaces: { admin: "/admin" } },
};
