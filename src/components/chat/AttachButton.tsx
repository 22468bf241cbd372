"use client";

import { useCallback, useId, useRef, useState } from "react";
import { useLocale } from "../../react/useLocale.js";
import { Icon } from "../Icon.js";
import { lazyPart } from "../lazyPart.js";
import type { AttachDialogProps } from "./AttachDialog.js";
import { LoadFailed } from "./LoadFailed.js";

export type AttachButtonProps = Pick<AttachDialogProps, "imageHosts" | "onUrl" | "onFile">;

const dialog = /* @__PURE__ */ lazyPart<AttachDialogProps>(
  () => import("./AttachDialog.js").then(({ AttachDialog }) => AttachDialog),
  ({ open, onRetry }) =>
    open && onRetry ? (
      <div className="lobby-attach-dialog" data-state="open">
        <LoadFailed onRetry={onRetry} />
      </div>
    ) : null,
);

/** The composer's way to a picture: a button with a small dialog for a file or an address. Escape, a press elsewhere or a choice close it; focus goes back. */
export function AttachButton(props: AttachButtonProps) {
  const locale = useLocale();
  const { chat } = locale;
  const [open, setOpen] = useState(false);
  const [wanted, setWanted] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const dialogId = useId();
  const onClose = useCallback((focus: boolean) => {
    setOpen(false);
    if (focus) button.current?.focus();
  }, []);
  return (
    <div className="lobby-attach">
      <button
        ref={button}
        type="button"
        className="lobby-button-icon"
        aria-label={chat.attach}
        title={chat.attach}
        aria-haspopup="dialog"
        aria-expanded={open}
        aria-controls={open ? dialogId : undefined}
        onPointerEnter={dialog.preload}
        onFocus={dialog.preload}
        onClick={() => {
          setWanted(true);
          setOpen(!open);
        }}
      >
        <Icon shape="attach" />
      </button>
      {wanted && <dialog.Part {...props} locale={locale} id={dialogId} open={open} onClose={onClose} />}
    </div>
  );
}
