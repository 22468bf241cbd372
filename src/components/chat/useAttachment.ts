"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { UploadImage } from "./slots.js";

/** A picture on its way into a message. */
export interface Attachment {
  readonly state: "uploading" | "ready" | "failed";
  /** What the composer shows: the chosen file, or the picture at its address. */
  readonly previewUrl: string;
  /** Where it is; `null` until it is stored. */
  readonly url: string | null;
  /** 0 to 1. */
  readonly progress: number;
  readonly width?: number | undefined;
  readonly height?: number | undefined;
}

interface Running {
  readonly file: File;
  readonly previewUrl: string;
  readonly controller: AbortController;
}

/** The one picture that a message may carry, from choosing to sending. Uploads stop when it is removed or the composer goes. */
export function useAttachment(upload: UploadImage | undefined) {
  const [attachment, setAttachment] = useState<Attachment | null>(null);
  const running = useRef<Running | null>(null);

  const release = useCallback(() => {
    running.current?.controller.abort();
    // Object URLs hold their file in memory until they are given back.
    if (running.current !== null) URL.revokeObjectURL(running.current.previewUrl);
    running.current = null;
  }, []);
  useEffect(() => release, [release]);

  const run = useCallback(async (upload: UploadImage, job: Running) => {
    const still = () => running.current === job;
    const patch = (change: Partial<Attachment>) => {
      if (still()) setAttachment((current) => (current === null ? null : { ...current, ...change }));
    };
    try {
      const stored = await upload(job.file, {
        signal: job.controller.signal,
        onProgress: (fraction) => patch({ progress: Math.min(1, Math.max(0, fraction)) }),
      });
      const found = typeof stored === "string" ? { url: stored } : stored;
      patch({ state: "ready", progress: 1, ...found });
    } catch {
      patch({ state: "failed" });
    }
  }, []);

  const addFile = useCallback(
    (file: File) => {
      if (upload === undefined) return;
      release();
      const job = { file, previewUrl: URL.createObjectURL(file), controller: new AbortController() };
      running.current = job;
      setAttachment({ state: "uploading", previewUrl: job.previewUrl, url: null, progress: 0 });
      void run(upload, job);
    },
    [upload, release, run],
  );
  const addUrl = useCallback(
    (url: string) => {
      release();
      setAttachment({ state: "ready", previewUrl: url, url, progress: 1 });
    },
    [release],
  );
  const retry = useCallback(() => {
    const failed = running.current;
    if (failed === null || upload === undefined) return;
    const job = { ...failed, controller: new AbortController() };
    running.current = job;
    setAttachment((current) => (current === null ? null : { ...current, state: "uploading", progress: 0 }));
    void run(upload, job);
  }, [upload, run]);
  const remove = useCallback(() => {
    release();
    setAttachment(null);
  }, [release]);
  /** The picture's natural size, once the preview knows it. */
  const measured = useCallback((width: number, height: number) => {
    setAttachment((current) =>
      current === null || current.width !== undefined ? current : { ...current, width, height },
    );
  }, []);
  return { attachment, addFile, addUrl, retry, remove, measured };
}
