"use client";

import { LuX } from "react-icons/lu";
import { useLocale } from "../../react/useLocale.js";
import type { Attachment } from "./useAttachment.js";

/** The picture above the text being written: how far its upload is, and the way to take it out again. */
export function AttachmentPreview(props: {
  readonly attachment: Attachment;
  readonly onRemove: () => void;
  readonly onRetry: () => void;
  readonly onMeasure: (width: number, height: number) => void;
}) {
  const { attachment, onRemove, onRetry, onMeasure } = props;
  const { chat, shared } = useLocale();
  const { state, previewUrl, progress } = attachment;
  const percent = Math.round(progress * 100);
  return (
    <div className="lobby-attachment" data-state={state}>
      <div className="lobby-attachment-picture">
        <img
          src={previewUrl}
          alt={chat.photo}
          referrerPolicy="no-referrer"
          onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) => {
            if (naturalWidth > 0 && naturalHeight > 0) onMeasure(naturalWidth, naturalHeight);
          }}
        />
        {state === "uploading" && (
          <span
            className="lobby-attachment-progress"
            role="progressbar"
            aria-valuemin={0}
            aria-valuemax={100}
            aria-valuenow={percent}
            aria-label={chat.attachUploading(percent)}
          >
            <span style={{ inlineSize: `${percent}%` }} />
          </span>
        )}
        <button
          type="button"
          className="lobby-button-icon lobby-attachment-remove"
          aria-label={chat.attachRemove}
          title={chat.attachRemove}
          onClick={onRemove}
        >
          <LuX aria-hidden="true" />
        </button>
      </div>
      {state === "failed" && (
        <span className="lobby-attachment-failed" role="alert">
          {chat.attachFailed}{" "}
          <button type="button" className="lobby-button-link" onClick={onRetry}>
            {shared.retry}
          </button>
        </span>
      )}
    </div>
  );
}
