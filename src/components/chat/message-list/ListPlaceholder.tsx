"use client";

import type { ReactElement } from "react";
import type { Failure } from "../../../contract/errors.js";
import { useLocale } from "../../../react/useLocale.js";
import { useChatContext } from "../ChatContext.js";
import { ListSkeleton } from "./ListHead.js";

/** Props of {@link ListPlaceholder}. */
export interface ListPlaceholderProps {
  readonly status: "idle" | "loading" | "ready" | "error";
  readonly failure: Failure | null;
  readonly onRetry: () => void;
}

/** What stands in the list while there are no messages: the shape of them, why they could not be had, or that there are none. */
export function ListPlaceholder({ status, failure, onRetry }: ListPlaceholderProps): ReactElement | null {
  const { components } = useChatContext();
  const { chat } = useLocale();
  if (status === "error" && components.Error !== undefined)
    return <components.Error failure={failure} onRetry={onRetry} />;
  if (status === "ready") return components.Empty === undefined ? null : <components.Empty />;
  if (status === "error") return null;
  if (components.Loading !== undefined) return <components.Loading />;
  return (
    <>
      <span className="lobby-sr">{chat.loading}</span>
      <ListSkeleton rows={6} />
    </>
  );
}
