"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { StoredPicture, UploadImage } from "./slots.js";

/** How far a picture is on its way into a message. */
export interface Upload {
  readonly state: "uploading" | "ready" | "failed";
  /** What the composer shows: the chosen file, or the picture at its address. */
  readonly previewUrl: string | undefined;
  /** 0 to 1. */
  readonly progress: number;
  readonly retry: () => void;
  /** To be told the picture's own size, for messages whose upload tells none. */
  readonly measured: (width: number, height: number) => void;
}

/** Uploads a chosen file, or takes an address as it is, and tells where the picture is. The upload stops when another picture is chosen or the composer goes. */
export function useUpload(
  source: File | string,
  upload: UploadImage | undefined,
  onStored: (stored: StoredPicture) => void,
): Upload {
  const [previewUrl, setPreviewUrl] = useState<string>();
  const [{ state, progress }, setUpload] = useState<Pick<Upload, "state" | "progress">>({
    state: "uploading",
    progress: 0,
  });
  const [attempt, setAttempt] = useState(0);
  const [size, setSize] = useState<{ readonly width: number; readonly height: number } | null>(null);
  const [stored, setStored] = useState<StoredPicture | null>(null);
  const latest = useRef(upload);
  latest.current = upload;

  useEffect(() => {
    if (typeof source === "string") return setPreviewUrl(source);
    // Object URLs hold their file in memory until they are given back.
    const url = URL.createObjectURL(source);
    setPreviewUrl(url);
    return () => URL.revokeObjectURL(url);
  }, [source]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt uploads the same picture again
  useEffect(() => {
    setSize(null);
    setStored(typeof source === "string" ? { url: source } : null);
    if (typeof source === "string") return setUpload({ state: "ready", progress: 1 });
    const controller = new AbortController();
    const { signal } = controller;
    const told = (change: Pick<Upload, "state" | "progress">) => {
      if (!signal.aborted) setUpload(change);
    };
    const run = async () => {
      try {
        // Begun a moment later: StrictMode mounts twice, and one picture is one upload.
        await Promise.resolve();
        if (signal.aborted) return;
        const answer = await latest.current?.(source, {
          signal,
          onProgress: (fraction) => told({ state: "uploading", progress: Math.min(1, Math.max(0, fraction)) }),
        });
        if (answer === undefined) return told({ state: "failed", progress: 0 });
        if (!signal.aborted) setStored(typeof answer === "string" ? { url: answer } : answer);
        told({ state: "ready", progress: 1 });
      } catch {
        told({ state: "failed", progress: 0 });
      }
    };
    setUpload({ state: "uploading", progress: 0 });
    void run();
    return () => controller.abort();
  }, [source, attempt]);

  useEffect(() => {
    if (stored !== null) onStored({ ...size, ...stored });
  }, [stored, size, onStored]);

  const retry = useCallback(() => setAttempt((count) => count + 1), []);
  const measured = useCallback((width: number, height: number) => setSize({ width, height }), []);
  return { state, progress, previewUrl, retry, measured };
}
