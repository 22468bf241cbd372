/** A picture's address whose host is known; `null` for what is no http(s) address. */
export function readImageUrl(written: string): URL | null {
  if (written.length > 2_048) return null;
  try {
    const url = new URL(written);
    return (url.protocol === "https:" || url.protocol === "http:") && url.hostname !== "" ? url : null;
  } catch {
    return null;
  }
}

/** Whether a picture of this host is shown unasked: an allowed host itself, or a subdomain of one. A mere ending (`evilexample.com`) or beginning is not enough. */
export function isAllowedHost(hostname: string, hosts: readonly string[]): boolean {
  const host = hostname.toLowerCase();
  return hosts.some((allowed) => {
    const name = allowed.toLowerCase();
    return name !== "" && (host === name || host.endsWith(`.${name}`));
  });
}
