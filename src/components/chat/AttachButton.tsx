"use client";

import { type KeyboardEvent, useCallback, useEffect, useId, useRef, useState } from "react";
import { LuImagePlus } from "react-icons/lu";
import { useLocale } from "../../react/useLocale.js";
import { useLeaving } from "../useLeaving.js";
import { isAllowedHost, readImageUrl } from "./richText.js";

export interface AttachButtonProps {
  readonly imageHosts: readonly string[];
  readonly onUrl: (url: string) => void;
  /** Absent: no file can be chosen. */
  readonly onFile?: ((file: File) => void) | undefined;
  readonly disabled?: boolean;
}

/** The composer's way to a picture: a button with a small dialog for a file or an address. Escape, a press elsewhere or a choice close it; focus goes back. */
export function AttachButton({ imageHosts, onUrl, onFile, disabled = false }: AttachButtonProps) {
  const { chat } = useLocale();
  const [open, setOpen] = useState(false);
  const leaving = useLeaving(open);
  const button = useRef<HTMLButtonElement>(null);
  const dialogId = useId();
  const close = useCallback((focus: boolean) => {
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
        disabled={disabled}
        onClick={() => setOpen((current) => !current)}
      >
        <LuImagePlus aria-hidden="true" />
      </button>
      {leaving.mounted && (
        <AttachDialog
          id={dialogId}
          state={open ? "open" : "closed"}
          onLeft={leaving.onLeft}
          imageHosts={imageHosts}
          onFile={onFile}
          onUrl={onUrl}
          onClose={close}
        />
      )}
    </div>
  );
}

interface AttachDialogProps extends Omit<AttachButtonProps, "disabled"> {
  readonly id: string;
  readonly state: "open" | "closed";
  readonly onLeft: () => void;
  readonly onClose: (focus: boolean) => void;
}

function AttachDialog({ id, state, onLeft, imageHosts, onFile, onUrl, onClose }: AttachDialogProps) {
  const { chat } = useLocale();
  const dialog = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const [error, setError] = useState<string | null>(null);
  const errorId = useId();
  useEffect(() => {
    if (state === "open") input.current?.focus();
  }, [state]);
  useEffect(() => {
    if (state !== "open") return;
    const onPress = (event: PointerEvent) => {
      const holder = dialog.current?.parentElement;
      if (event.target instanceof Node && !holder?.contains(event.target)) onClose(false);
    };
    document.addEventListener("pointerdown", onPress);
    return () => document.removeEventListener("pointerdown", onPress);
  }, [state, onClose]);
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
      data-state={state}
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
