"use client";

import { forwardRef } from "react";
import { usePresence } from "../../react/presence/usePresence.js";
import { useLocale } from "../../react/useLocale.js";
import { Avatar, type AvatarProps } from "../Avatar.js";

export interface PresenceAvatarProps extends Omit<AvatarProps, "presence"> {}

/**
 * A person's picture with his presence, live: `Avatar`, that asks for itself. Renders again only when this person changes. Without a mark where the server tells
 * no presence.
 *
 * State: `data-presence`; `data-activity` while he does something; `data-stale` while the connection is lost.
 */
export const PresenceAvatar = forwardRef<HTMLSpanElement, PresenceAvatarProps>(function PresenceAvatar(props, ref) {
  const { presence, status, stale, supported } = usePresence(props.userId);
  const { shared } = useLocale();
  const activity = presence?.activity;
  // What he does is said in place of "online": whoever does something is.
  const doing =
    activity === undefined ? {} : { "aria-label": `${props.name ?? shared.someone}, ${activity}`, title: activity };
  return (
    <Avatar
      ref={ref}
      {...doing}
      {...props}
      presence={supported ? status : undefined}
      data-activity={activity === undefined ? undefined : ""}
      data-stale={stale ? "" : undefined}
    />
  );
});
