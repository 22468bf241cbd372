"use client";

import type { ComponentType, ReactNode } from "react";
import {
  LuAward,
  LuBell,
  LuCircleAlert,
  LuCircleCheck,
  LuInfo,
  LuMessageSquare,
  LuReply,
  LuShoppingBag,
  LuTriangleAlert,
} from "react-icons/lu";
import type { Notification } from "../../contract/notifications.js";
import { ownValue } from "../../contract/ownValue.js";

/** The colours of an icon disc. */
export type NotificationTone = "accent" | "success" | "warning" | "danger" | "neutral";

/** How notifications of one kind are drawn. */
export interface NotificationKind {
  /** What it is called among the filters. */
  readonly label?: string | undefined;
  /** In the disc. */
  readonly icon?: ReactNode;
  readonly tone?: NotificationTone | undefined;
  /** In place of title and message. The row around it, its link and its time stay. */
  readonly Body?: ComponentType<{ readonly notification: Notification }> | undefined;
  /** Buttons below the words, always shown. */
  readonly Actions?: ComponentType<{ readonly notification: Notification }> | undefined;
}

/** How the app draws its kinds, by kind. What a kind leaves out is drawn as usual. */
export type NotificationKinds = Readonly<Record<string, NotificationKind>>;

const common: NotificationKinds = {
  purchase: { icon: <LuShoppingBag />, tone: "success" },
  comment: { icon: <LuMessageSquare />, tone: "accent" },
  reply: { icon: <LuReply />, tone: "accent" },
  certificate: { icon: <LuAward />, tone: "success" },
};

const levels = {
  info: { icon: <LuInfo />, tone: "neutral" },
  success: { icon: <LuCircleCheck />, tone: "success" },
  warning: { icon: <LuTriangleAlert />, tone: "warning" },
  error: { icon: <LuCircleAlert />, tone: "danger" },
} as const satisfies Readonly<Record<Notification["level"], NotificationKind>>;

/** The icon of a notification: the app's for its kind, else ours; of what nobody knows by its level, and a loud one always in its level's colour. */
export function iconOf(
  { kind, level }: Notification,
  kinds: NotificationKinds,
): { icon: ReactNode; tone: NotificationTone } {
  const [own, known, loud] = [ownValue(kinds, kind), ownValue(common, kind), levels[level]];
  const tone = level === "warning" || level === "error" ? loud.tone : (own?.tone ?? known?.tone ?? loud.tone);
  return { icon: own?.icon ?? known?.icon ?? (kind === "system" || level !== "info" ? loud.icon : <LuBell />), tone };
}
