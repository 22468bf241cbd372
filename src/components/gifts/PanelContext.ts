"use client";

import { createContext, type ReactNode, useContext } from "react";
import type { User } from "../../contract/connection.js";
import type * as limits from "../../contract/limits.js";
import type { PartLocale } from "../../locales/locale.js";

/** What the picker hands to its panel, whose code comes later and must bring along nothing that a page has already. */
export interface PanelTools {
  readonly locale: PartLocale<"gifts">;
  readonly limits: Pick<typeof limits, "giftQuantity" | "giftNoteLength">;
  readonly avatarOf: (user: User) => ReactNode;
}

export const PanelContext = /* @__PURE__ */ createContext<PanelTools | null>(null);

/** What the panel that this part stands in was handed. */
export function usePanel(): PanelTools {
  const tools = useContext(PanelContext);
  if (tools === null) throw new Error("A part of the gift picker stands outside of its panel.");
  return tools;
}
