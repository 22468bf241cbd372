import type { DraftBody, MessageBody } from "../../../contract/chat.js";
import { type Failure, failure } from "../../../contract/errors.js";
import type { Services } from "../services.js";

/** Why this server takes no such body; `null`: it does. */
export function bodyProblem(
  body: DraftBody,
  { limits, imageHosts }: Pick<Services, "limits" | "imageHosts">,
): Failure | null {
  if ((body.text?.length ?? 0) > limits.messageLength) {
    return failure("TOO_LARGE", `at most ${limits.messageLength} characters`);
  }
  if (body.kind === "image" && imageHosts !== undefined && !isHostAllowed(body.url, imageHosts)) {
    return failure("INVALID", "images of this host are not allowed");
  }
  return null;
}

/** Whether a URL's host is one of the list or a subdomain of one. Compared as hosts, never as text within text. */
export function isHostAllowed(url: string, hosts: readonly string[]): boolean {
  if (!URL.canParse(url)) return false;
  const { hostname } = new URL(url);
  return hosts.some((host) => hostname === host.toLowerCase() || hostname.endsWith(`.${host.toLowerCase()}`));
}

/** Whether two bodies say the same. What a field holds was written by the same schema both times, in the same order. */
export function sameBody(a: MessageBody, b: MessageBody): boolean {
  const left = Object.entries(a);
  return (
    left.length === Object.keys(b).length &&
    left.every(
      ([key, value]) =>
        Object.hasOwn(b, key) && JSON.stringify((b as Record<string, unknown>)[key]) === JSON.stringify(value),
    )
  );
}
