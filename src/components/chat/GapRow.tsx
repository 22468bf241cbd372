"use client";

import { type ComponentPropsWithoutRef, forwardRef } from "react";
import type { Gap } from "../../client/chat/chatState.js";
import { useChatActions } from "../../react/chat/useChatActions.js";
import { useLocale } from "../../react/useLocale.js";
import { cx } from "../cx.js";
import { useChatContext } from "./ChatContext.js";

export interface GapRowProps extends Omit<ComponentPropsWithoutRef<"div">, "children"> {
  readonly gap: Gap;
}

/** Says that messages are missing here, and fetches them. */
export const GapRow = forwardRef<HTMLDivElement, GapRowProps>(function GapRow({ gap, className, ...rest }, ref) {
  const { chat } = useLocale();
  const { loadGap } = useChatActions(useChatContext().conversationId);
  return (
    <div ref={ref} {...rest} className={cx("lobby-gap", className)} data-loading={gap.loading ? "" : undefined}>
      <button
        type="button"
        className="lobby-button-quiet"
        aria-disabled={gap.loading || undefined}
        onClick={() => {
          if (!gap.loading) void loadGap(gap.after);
        }}
      >
        {gap.loading ? chat.loading : chat.loadGap}
      </button>
    </div>
  );
});
