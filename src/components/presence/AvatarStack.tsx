"use client";

import { type ComponentPropsWithoutRef, type CSSProperties, forwardRef } from "react";
import type { User } from "../../contract/connection.js";
import { enPresence } from "../../locales/enPresence.js";
import { writeList } from "../../locales/relative.js";
import { Avatar } from "../Avatar.js";
import { cx } from "../cx.js";
import { usePartLocale } from "../usePartLocale.js";
import { PresenceAvatar } from "./PresenceAvatar.js";

export interface AvatarStackProps extends Omit<ComponentPropsWithoutRef<"span">, "children"> {
  readonly users: readonly User[];
  /** Pictures shown; the rest is a number. 4 unless told otherwise. */
  readonly max?: number | undefined;
  /** How many there are, where `users` are only some of them. */
  readonly total?: number | undefined;
  /** CSS pixels; 32 unless told otherwise. */
  readonly size?: number | undefined;
  /** Marks who is there, live. */
  readonly showPresence?: boolean | undefined;
}

/** Several people in a small space: pictures that overlap, and how many more there are. One picture with one name for screen readers: "An, Bình and 3 others". */
export const AvatarStack = forwardRef<HTMLSpanElement, AvatarStackProps>(function AvatarStack(props, ref) {
  const { users, max = 4, total, size = 32, showPresence = false, className, style, ...rest } = props;
  const { code, format, presence: words, shared } = usePartLocale(enPresence);
  const count = Math.max(total ?? 0, users.length);
  // A lone "+1" takes as much space as the person it stands for.
  const shown = users.slice(0, count === max + 1 && users.length > max ? max + 1 : max);
  const more = count - shown.length;
  const names = shown.map(({ name }) => name ?? shared.someone);
  const variables = { "--lobby-avatar-size": `${size / 16}rem` } as CSSProperties;
  if (count === 0) return null;
  const Face = showPresence ? PresenceAvatar : Avatar;
  return (
    <span
      ref={ref}
      role="img"
      aria-label={writeList(code, more > 0 ? [...names, words.others(more)] : names)}
      {...rest}
      className={cx("lobby-stack", className)}
      style={{ ...variables, ...style }}
      data-more={more > 0 ? more : undefined}
    >
      {shown.map(({ id, name, avatarUrl }, index) => (
        <Face
          key={id}
          userId={id}
          name={name}
          src={avatarUrl}
          size={size}
          aria-hidden="true"
          // The mark of presence lies over the next picture, not under it.
          style={{ zIndex: shown.length - index }}
        />
      ))}
      {more > 0 && (
        <span className="lobby-stack-more" aria-hidden="true">
          +{format.number(Math.min(more, 999))}
        </span>
      )}
    </span>
  );
});
