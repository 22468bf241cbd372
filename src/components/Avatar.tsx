"use client";

import { type ComponentPropsWithoutRef, type CSSProperties, forwardRef, useCallback, useState } from "react";
import { useLocale } from "../react/useLocale.js";
import { cx } from "./cx.js";
import { PresenceMark } from "./PresenceMark.js";
import { initials, personHue } from "./personHue.js";

export interface AvatarProps extends Omit<ComponentPropsWithoutRef<"span">, "children"> {
  /** Fixes the hue. */
  readonly userId: string;
  readonly name?: string | undefined;
  /** Picture; its initials stand in while it loads and when it can't. */
  readonly src?: string | null | undefined;
  /** CSS pixels; 36 unless told otherwise. */
  readonly size?: number;
  readonly presence?: "online" | "away" | "busy" | "offline" | undefined;
}

/** A person's picture, or the initials in one of 12 hues, with a presence mark if given. Decoration beside a written name: `aria-hidden` then. */
export const Avatar = forwardRef<HTMLSpanElement, AvatarProps>(function Avatar(
  { userId, name, src, size = 36, presence, className, style, ...rest },
  ref,
) {
  const { shared } = useLocale();
  const [broken, setBroken] = useState<string | null>(null);
  const shown = src !== undefined && src !== null && isPicture(src) && broken !== src;
  // A picture that failed before hydration has fired its event unheard.
  const check = useCallback((image: HTMLImageElement | null) => {
    if (image?.complete && image.naturalWidth === 0 && image.getAttribute("src")) setBroken(image.getAttribute("src"));
  }, []);
  const label = [name ?? shared.someone, presence && shared[presence]].filter(Boolean).join(", ");
  const variables = { "--lobby-person": personHue(userId), "--lobby-avatar-size": `${size / 16}rem` };
  return (
    // The role makes one picture with one name of the letters, the image and the mark.
    <span
      ref={ref}
      role="img"
      aria-label={label}
      {...rest}
      className={cx("lobby-avatar", className)}
      style={{ ...(variables as CSSProperties), ...style }}
      data-presence={presence}
      data-image={shown ? "" : undefined}
    >
      <span className="lobby-avatar-face" aria-hidden="true">
        {shown ? (
          <img
            ref={check}
            src={src}
            alt=""
            width={size}
            height={size}
            decoding="async"
            draggable={false}
            referrerPolicy="no-referrer"
            onError={() => setBroken(src)}
          />
        ) : (
          initials(name ?? "") || <Silhouette />
        )}
      </span>
      {presence !== undefined && <PresenceMark presence={presence} />}
    </span>
  );
});

// Pictures of people come from the server's own user table, yet as text from outside: nothing but these may be loaded.
function isPicture(src: string): boolean {
  return /^(https?:\/\/|\/(?!\/)|data:image\/(png|jpeg|gif|webp|avif);)/i.test(src.slice(0, 64));
}

function Silhouette() {
  return (
    <svg viewBox="0 0 24 24" width="60%" height="60%" fill="currentColor" aria-hidden="true">
      <circle cx="12" cy="8.5" r="4.5" />
      <path d="M3.5 21.5a8.5 8.5 0 0 1 17 0Z" />
    </svg>
  );
}
