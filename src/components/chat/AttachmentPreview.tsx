"use client";

import { LuX } from "react-icons/lu";
import type { FirstLocale } from "../../locales/locale.js";
import type { StoredPicture, UploadImage } from "./slots.js";
import { useUpload } from "./useUpload.js";

export interface AttachmentPreviewProps {
  readonly locale: FirstLocale;
  /** A file to be uploaded, or the address of a picture. */
  readonly source: File | string;
  readonly upload: UploadImage | undefined;
  readonly onRemove: () => void;
  /** Told where the picture is, and its size once that is known. Stable. */
  readonly onStored: (stored: StoredPicture) => void;
}

/** The picture above the text being written: uploads it, and shows how far that is and the way to take it out again. */
export function AttachmentPreview({ locale, source, upload, onRemove, onStored }: AttachmentPreviewProps) {
  const { chat, shared } = locale;
  const { state, previewUrl, progress, retry, measured } = useUpload(source, upload, onStored);
  const percent = Math.round(progress * 100);
  return (
    <div className="lobby-attachment" data-state={state}>
      <div className="lobby-attachment-picture">
        <img
          src={previewUrl}
          alt={chat.photo}
          referrerPolicy="no-referrer"
          onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) => {
            if (naturalWidth > 0 && naturalHeight > 0) measured(naturalWidth, naturalHeight);
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
          <button type="button" className="lobby-button-link" onClick={retry}>
            {shared.retry}
          </button>
        </span>
      )}
    </div>
  );
}
