import { isHttpUrl } from "../contract/ids.js";

const endings = /\.(jpe?g|png|gif|webp)$/i;

/** Whether a picture's address may be used: https or http, of a host of the list or a subdomain of it (any host without a list), and a picture by its ending. */
export function isImageAllowed(url: string, hosts: readonly string[] | undefined): boolean {
  return isHostAllowed(url, hosts) && endings.test(new URL(url).pathname);
}

/** Whether an address is https or http, and of a host of the list or a subdomain of it. */
export function isHostAllowed(url: string, hosts: readonly string[] | undefined): boolean {
  if (!isHttpUrl(url)) return false;
  const { hostname } = new URL(url);
  const isOf = (host: string) => host !== "" && (hostname === host || hostname.endsWith(`.${host}`));
  return hosts === undefined || hosts.some((host) => isOf(host.toLowerCase()));
}
