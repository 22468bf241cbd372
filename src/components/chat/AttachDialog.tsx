"use client";

import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useRef, useState } from "react";
import { enAttach } from "../../locales/enAttach.js";
import type { FirstLocale } from "../../locales/locale.js";
import { useLeaving } from "../useLeaving.js";
import { isAllowedHost, readImageUrl } from "./imageAddress.js";

export interface AttachDialogProps {
  readonly locale: FirstLocale;
  readonly imageHosts: readonly string[];
  readonly onUrl: (url: string) => void;
  /** Absent: no file can be chosen. */
  readonly onFile?: ((file: File) => void) | undefined;
  readonly id: string;
  readonly open: boolean;
  readonly onClose: (focus: boolean) => void;
}

/** Where a picture's file is chosen or its address written. Stays mounted: it draws itself while open, and while it leaves. */
export function AttachDialog(props: AttachDialogProps) {
  const { mounted, onLeft } = useLeaving(props.open);
  return mounted ? <MountedDialog {...props} onLeft={onLeft} /> : null;
}

interface MountedDialogProps extends AttachDialogProps {
  readonly onLeft: () => void;
}

function MountedDialog({ locale, id, open, onLeft, imageHosts, onFile, onUrl, onClose }: MountedDialogProps) {
  const chat = { ...enAttach, ...locale.chat };
  const dialog = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const [error, setError] = useState<string | null>(null);
  const errorId = useId();
  // As soon as it is there: what is typed at once is an address.
  useLayoutEffect(() => {
    if (open) input.current?.focus();
  }, [open]);
  useEffect(() => {
    if (!open) return;
    const onPress = (event: PointerEvent) => {
      const holder = dialog.current?.parentElement;
      if (event.target instanceof Node && !holder?.contains(event.target)) onClose(false);
    };
    document.addEventListener("pointerdown", onPress);
    return () => document.removeEventListener("pointerdown", onPress);
  }, [open, onClose]);
  const add = () => {
    const url = readImageUrl(input.current?.value.trim() ?? "");
    if (url === null) return setError(chat.attachUrlInvalid);
    if (imageHosts.length > 0 && !isAllowedHost(url.hostname, imageHosts))
      return setError(chat.attachUrlHost(imageHosts));
    onUrl(url.href);
    onClose(true);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape") return;
    // Only this dialog closes, not what the chat may stand in.
    event.stopPropagation();
    onClose(true);
  };
  return (
    <div
      ref={dialog}
      id={id}
      role="dialog"
      aria-label={chat.attach}
      className="lobby-attach-dialog"
      data-state={open ? "open" : "closed"}
      onKeyDown={onKeyDown}
      onAnimationEnd={onLeft}
    >
      {onFile !== undefined && (
        <label className="lobby-button-quiet lobby-attach-file">
          {chat.attachFile}
          <input
            type="file"
            accept="image/*"
            className="lobby-sr"
            onChange={({ currentTarget: { files } }) => {
              const [file] = files ?? [];
              if (file === undefined) return;
              onFile(file);
              onClose(true);
            }}
          />
        </label>
      )}
      <div className="lobby-attach-row">
        <input
          ref={input}
          type="url"
          inputMode="url"
          className="lobby-input"
          aria-label={chat.attachUrl}
          aria-invalid={error !== null}
          aria-describedby={error === null ? undefined : errorId}
          placeholder={onFile === undefined ? chat.attachUrlPlaceholder : chat.attachUrl}
          maxLength={2_048}
          autoComplete="off"
          onInput={() => setError(null)}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
            // A form around the chat must not be sent.
            event.preventDefault();
            add();
          }}
        />
        <button type="button" className="lobby-button" onClick={add}>
          {chat.attachAdd}
        </button>
      </div>
      {error !== null && (
        <span id={errorId} className="lobby-attach-error" role="alert">
          {error}
        </span>
      )}
    </div>
  );
}
