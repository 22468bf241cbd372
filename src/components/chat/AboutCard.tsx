"use client";

import { LuPackage, LuX } from "react-icons/lu";
import type { About } from "../../contract/chat.js";
import { enAbout } from "../../locales/enAbout.js";
import type { FirstLocale } from "../../locales/locale.js";

export interface AboutCardProps {
  /** Its address may be followed: that has been looked at. */
  readonly about: About;
  readonly locale: FirstLocale;
  /** Takes it off a text that is being written. Without it the card stands in a message. */
  readonly onRemove?: (() => void) | undefined;
}

/**
 * What a text is about, and where that is to be seen. The title is the sender's word, so that the address always stands beside it; another site opens in a tab of its own and
 * learns nothing of this one.
 */
export function AboutCard({ about, locale, onRemove }: AboutCardProps) {
  const words = { ...enAbout, ...locale.chat };
  const { url } = about;
  const own = url.startsWith("/");
  const address = own ? url : shortened(url);
  const { title = address } = about;
  return (
    <span className="lobby-about" data-place={onRemove === undefined ? "message" : "composer"}>
      <a
        href={url}
        className="lobby-about-link"
        title={own ? undefined : words.opensInNewTab}
        target={own ? undefined : "_blank"}
        rel="noopener noreferrer nofollow ugc"
      >
        <LuPackage aria-hidden="true" />
        <span className="lobby-about-words">
          <span className="lobby-sr">{words.about} </span>
          <bdi className="lobby-about-title">{title}</bdi>
          {title !== address && (
            <span className="lobby-about-address" dir="ltr">
              {address}
            </span>
          )}
        </span>
      </a>
      {onRemove !== undefined && (
        <button
          type="button"
          className="lobby-button-icon"
          aria-label={words.aboutRemove(title)}
          title={words.aboutRemove(title)}
          onClick={onRemove}
        >
          <LuX aria-hidden="true" />
        </button>
      )}
    </span>
  );
}

/** Host and path: as the browser writes the host, so that a look-alike can't pass for another. */
function shortened(url: string): string {
  const { host, pathname } = new URL(url);
  return pathname === "/" ? host : `${host}${pathname}`;
}
