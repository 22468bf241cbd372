"use client";

import type { ReactElement } from "react";
import { type Failure, failure as failureOf } from "../../../contract/errors.js";
import { useLobbySelector } from "../../../react/useLobbySelector.js";
import { useChatContext } from "../ChatContext.js";
import { ChatEmpty } from "../ChatEmpty.js";
import { ChatError } from "../ChatError.js";
import { ChatLoading } from "../ChatLoading.js";

/** Props of {@link ListPlaceholder}. */
export interface ListPlaceholderProps {
  readonly status: "idle" | "loading" | "ready" | "error";
  readonly failure: Failure | null;
  readonly onRetry: () => void;
}

/** What stands in the list while there are no messages: the shape of them, why they could not be had, or that there are none. */
export function ListPlaceholder({ status, failure, onRetry }: ListPlaceholderProps): ReactElement {
  const { components } = useChatContext();
  // Who is signed out waits for nothing.
  const signedOut = useLobbySelector((state) => state.lobby.connection.status === "auth-failed") && status !== "ready";
  if (status === "error" || signedOut) {
    const Failed = components.Error ?? ChatError;
    return <Failed failure={signedOut ? failureOf("UNAUTHENTICATED") : failure} onRetry={onRetry} />;
  }
  const Placeholder = status === "ready" ? (components.Empty ?? ChatEmpty) : (components.Loading ?? ChatLoading);
  return <Placeholder />;
}
