"use client";

import {
  type ClipboardEvent,
  type ComponentPropsWithoutRef,
  type DragEvent,
  forwardRef,
  type KeyboardEvent,
  useCallback,
  useEffect,
  useId,
  useRef,
  useState,
} from "react";
import type { ConversationState } from "../../client/chat/chatState.js";
import type { About, DraftBody } from "../../contract/chat.js";
import type { ErrorCode } from "../../contract/errors.js";
import { useChatActions } from "../../react/chat/useChatActions.js";
import { useLobby } from "../../react/useLobby.js";
import { useLobbySelector } from "../../react/useLobbySelector.js";
import { useLocale } from "../../react/useLocale.js";
import { cx } from "../cx.js";
import { lazyPart } from "../lazyPart.js";
import { useCountdown } from "../useCountdown.js";
import { AboutPart } from "./AboutPart.js";
import { AttachButton } from "./AttachButton.js";
import type { AttachmentPreviewProps } from "./AttachmentPreview.js";
import { useChatContext } from "./ChatContext.js";
import { growToFit } from "./growToFit.js";
import { isFinal } from "./isFinal.js";
import { LoadFailed } from "./LoadFailed.js";
import { SendButton } from "./SendButton.js";
import type { StoredPicture } from "./slots.js";
import { useDraft } from "./useDraft.js";
import { useTypingSignal } from "./useTypingSignal.js";

export interface ComposerProps extends Omit<ComponentPropsWithoutRef<"div">, "children" | "autoFocus"> {
  /** In place of the language's own. */
  readonly placeholder?: string | undefined;
  /** Puts the cursor into it when it appears. */
  readonly autoFocus?: boolean | undefined;
}

const preview = /* @__PURE__ */ lazyPart<AttachmentPreviewProps>(
  () => import("./AttachmentPreview.js").then(({ AttachmentPreview }) => AttachmentPreview),
  ({ locale, onRemove, onRetry }) => (
    <div className="lobby-attachment">
      <div className="lobby-attachment-picture" />
      {onRetry && (
        <>
          <LoadFailed onRetry={onRetry} />
          <button type="button" className="lobby-button-link" onClick={onRemove}>
            {locale.shared.cancel}
          </button>
        </>
      )}
    </div>
  ),
);

/**
 * Where messages are written. Enter sends, Shift+Enter breaks the line, and Enter that ends a composition (Vietnamese, Japanese …) does neither. What was written is
 * kept as a draft and never lost: not by a refusal, a limit, closing, or a connection that is gone.
 *
 * The field is the browser's own: typing renders nothing here until a counter, the button or a note has to change.
 *
 * State: `data-closed` (why nothing can be written: `left`, `kicked`, `deleted`, or the code of a refusal), `data-over`, `data-dragging`.
 */
export const Composer = forwardRef<HTMLDivElement, ComposerProps>(function Composer(props, ref) {
  const { conversationId } = useChatContext();
  const { chat, shared } = useLocale();
  const shut = useLobbySelector(({ lobby }) => whyShut(lobby.chat.conversations[conversationId]));
  if (shut !== null) {
    const { placeholder: _, autoFocus: __, className, ...rest } = props;
    return (
      <div ref={ref} {...rest} className={cx("lobby-composer", className)} data-closed={shut}>
        <p className="lobby-composer-closed" role="status">
          {shut === "left" || shut === "kicked" || shut === "deleted" ? chat.closed[shut] : shared.failure(shut)}
        </p>
      </div>
    );
  }
  // Another conversation is another field, with its own draft, picture and undo history.
  return <OpenComposer key={conversationId} {...props} forwardedRef={ref} />;
});

/** Where there are no messages to see, the list says that it could not be opened. */
function whyShut(conversation: ConversationState | undefined): ConversationState["closed"] | ErrorCode {
  const { closed = null, status, error = null } = conversation ?? {};
  return closed ?? (status === "ready" && isFinal(error) ? error.code : null);
}

type Note = { readonly kind: "error"; readonly text: string } | null;

interface OpenComposerProps extends ComposerProps {
  readonly forwardedRef: React.ForwardedRef<HTMLDivElement>;
}

function OpenComposer({ placeholder, autoFocus, className, forwardedRef, ...rest }: OpenComposerProps) {
  const locale = useLocale();
  const { chat } = locale;
  const { conversationId, title, about, setAbout, maxLength, imageHosts, uploadImage } = useChatContext();
  const { capabilities } = useLobby();
  const actions = useChatActions(conversationId);
  const rateLimitedUntil = useLobbySelector(
    (state) => state.lobby.chat.conversations[conversationId]?.rateLimitedUntil ?? null,
  );
  const waitSeconds = useCountdown(rateLimitedUntil);
  const field = useRef<HTMLTextAreaElement>(null);
  const composing = useRef(false);
  const noteId = useId();
  const [empty, setEmpty] = useState(true);
  /** Characters left, once that is worth saying; negative beyond the limit. */
  const [left, setLeft] = useState<number | null>(null);
  const [note, setNote] = useState<Note>(null);
  const [dragging, setDragging] = useState(false);
  /** The picture to go with the message: its file or address, and where it is once that is known. */
  const [source, setSource] = useState<File | string | null>(null);
  const [stored, setStored] = useState<StoredPicture | null>(null);
  const typing = useTypingSignal(actions.setTyping);

  const measure = useCallback(() => {
    const element = field.current;
    if (element === null) return;
    const { value } = element;
    setEmpty(value.trim() === "");
    setLeft(value.length >= maxLength * 0.8 ? maxLength - value.length : null);
    growToFit(element);
  }, [maxLength]);
  const draft = useDraft(field, conversationId, actions.setDraft, measure);
  useEffect(measure, [measure]);
  useEffect(() => {
    if (autoFocus) field.current?.focus({ preventScroll: true });
  }, [autoFocus]);

  const setPicture = (chosen: File | string | null) => {
    setSource(chosen);
    setStored(typeof chosen === "string" ? { url: chosen } : null);
  };
  const ready = source === null ? !empty : stored !== null;
  const over = left !== null && left < 0;

  const send = () => {
    const element = field.current;
    if (element === null) return;
    const text = element.value.trim();
    const body = source === null ? textBody(text, about) : pictureBody(stored, text);
    if (body === null) return element.focus();
    // The counter and the ring say why; the words of both are read out.
    if (element.value.length > maxLength || waitSeconds > 0) return element.focus();
    try {
      actions.send(body);
    } catch {
      setNote({ kind: "error", text: chat.sendFailed });
      return element.focus();
    }
    element.value = "";
    setPicture(null);
    if (source === null) setAbout(null);
    setNote(null);
    draft.save();
    typing.stop();
    measure();
    element.focus();
  };

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key !== "Enter" || event.shiftKey || event.altKey) return;
    // Safari ends the composition before the key that ended it comes: only its old key code, 229, still tells.
    if (composing.current || event.nativeEvent.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    send();
  };

  const takeFiles = (files: FileList): boolean => {
    const all = [...files];
    if (all.length === 0 || !capabilities.images) return false;
    const image = all.find(({ type }) => type.startsWith("image/"));
    if (image === undefined) setNote({ kind: "error", text: chat.attachNotImage });
    else if (uploadImage === undefined) setNote({ kind: "error", text: chat.attachUnsupported });
    else {
      setNote(null);
      setPicture(image);
    }
    return true;
  };
  const onPaste = (event: ClipboardEvent<HTMLTextAreaElement>) => {
    // Word processors put a picture of the text beside the text: then the text is meant.
    if (event.clipboardData.getData("text/plain") !== "") return;
    if (takeFiles(event.clipboardData.files)) event.preventDefault();
  };
  const onDrop = (event: DragEvent<HTMLDivElement>) => {
    setDragging(false);
    if (takeFiles(event.dataTransfer.files)) event.preventDefault();
  };

  const said = note?.text ?? (over ? chat.over(-left) : null);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping a file has its keyboard way by the attach button
    <div
      ref={forwardedRef}
      {...rest}
      className={cx("lobby-composer", className)}
      data-over={over ? "" : undefined}
      data-dragging={dragging ? "" : undefined}
      onDragOver={(event) => {
        if (!capabilities.images || !event.dataTransfer.types.includes("Files")) return;
        event.preventDefault();
        setDragging(true);
        void preview.preload();
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setDragging(false);
      }}
      onDrop={onDrop}
    >
      <div className="lobby-composer-field">
        {about !== null && (
          <AboutPart
            about={about}
            onRemove={() => {
              setAbout(null);
              field.current?.focus();
            }}
          />
        )}
        {source !== null && (
          <preview.Part
            locale={locale}
            source={source}
            upload={uploadImage}
            onStored={setStored}
            onRemove={() => {
              setPicture(null);
              field.current?.focus();
            }}
          />
        )}
        <div className="lobby-composer-row">
          {capabilities.images && (
            <AttachButton
              imageHosts={imageHosts}
              onUrl={setPicture}
              onFile={uploadImage === undefined ? undefined : setPicture}
            />
          )}
          <textarea
            ref={field}
            className="lobby-composer-input"
            rows={1}
            dir="auto"
            aria-label={chat.composerLabel(title)}
            aria-describedby={noteId}
            aria-invalid={over || undefined}
            placeholder={placeholder ?? chat.placeholder(title)}
            enterKeyHint="send"
            onInput={() => {
              measure();
              setNote(null);
              draft.changed();
              typing.input(field.current?.value.trim() !== "");
            }}
            onKeyDown={onKeyDown}
            onCompositionStart={() => {
              composing.current = true;
            }}
            onCompositionEnd={() => {
              composing.current = false;
            }}
            onBlur={() => {
              draft.save();
              typing.stop();
            }}
            onPaste={onPaste}
          />
          {left !== null && (
            <span className="lobby-composer-count" aria-hidden="true">
              {left}
            </span>
          )}
          <SendButton ready={ready && !over} waitSeconds={waitSeconds} waitUntil={rateLimitedUntil} onSend={send} />
        </div>
        {dragging && (
          <div className="lobby-composer-drop" aria-hidden="true">
            {uploadImage === undefined ? chat.attachUnsupported : chat.drop}
          </div>
        )}
      </div>
      <div className="lobby-composer-notes" id={noteId}>
        {said !== null && (
          <span className="lobby-composer-note" data-kind="error" role="alert">
            {said}
          </span>
        )}
        {/* For a moment the ring is enough: words would push the field up and down with every message. */}
        {said === null && waitSeconds > 1 && (
          <span className="lobby-composer-note" aria-hidden="true">
            {chat.rateLimited(waitSeconds)}
          </span>
        )}
        <WaitAnnouncement until={rateLimitedUntil} seconds={waitSeconds} />
        <span className="lobby-sr" role="status">
          {left !== null && left >= 0 && left % 20 === 0 ? chat.left(left) : ""}
        </span>
      </div>
    </div>
  );
}

/** Says the wait once, as long as it was at its start: read out every second it would drown everything else. */
function WaitAnnouncement({ until, seconds }: { readonly until: number | null; readonly seconds: number }) {
  const { chat } = useLocale();
  const said = useRef<{ until: number | null; text: string }>({ until: null, text: "" });
  if (seconds === 0) said.current = { until: null, text: "" };
  else if (said.current.until !== until) said.current = { until, text: chat.rateLimited(seconds) };
  return (
    <span className="lobby-sr" role="status">
      {said.current.text}
    </span>
  );
}

function textBody(text: string, about: About | null): DraftBody | null {
  return text === "" ? null : { kind: "text", text, ...(about !== null && { about }) };
}

function pictureBody(stored: StoredPicture | null, text: string): DraftBody | null {
  if (stored === null) return null;
  const { url, width, height } = stored;
  return {
    kind: "image",
    url,
    ...(text === "" ? {} : { text }),
    ...(width === undefined || height === undefined ? {} : { width, height }),
  };
}
