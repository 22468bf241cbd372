"use client";

import { isSafeHref } from "../../contract/ids.js";
import { useLocale } from "../../react/useLocale.js";
import { lazyPart } from "../lazyPart.js";
import type { AboutCardProps } from "./AboutCard.js";

// Until its code is there, and if it can't be had, it stands there as its words.
const card = /* @__PURE__ */ lazyPart<AboutCardProps>(
  () => import("./AboutCard.js").then(({ AboutCard }) => AboutCard),
  ({ about }) => <span className="lobby-about">{about.title ?? about.url}</span>,
);

/** What a text is about, if that may be followed. */
export function AboutPart(props: Omit<AboutCardProps, "locale">) {
  const locale = useLocale();
  return isSafeHref(props.about.url) && <card.Part {...props} locale={locale} />;
}
