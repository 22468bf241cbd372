import { isSafeHref } from "../../contract/ids.js";

/** Where a notification leads, if it may be followed: http(s) or a path of the app. It comes from a server's database, where anybody may have written it. */
export function safeHref(href: string | undefined): string | undefined {
  return href !== undefined && isSafeHref(href) ? href : undefined;
}
