"use client";

import { useLocale } from "../../react/useLocale.js";

/** In place of a part whose code could not be had. */
export function LoadFailed({ onRetry }: { readonly onRetry: () => void }) {
  const { shared } = useLocale();
  return (
    <span role="alert">
      {shared.failure("UNAVAILABLE")}{" "}
      <button type="button" className="lobby-button-link" onClick={onRetry}>
        {shared.tryAgain}
      </button>
    </span>
  );
}
