"use client";

import { type RefObject, useCallback, useEffect, useRef } from "react";
import { useLobbySelector } from "../../react/useLobbySelector.js";

const saveAfterMs = 300;

/**
 * Keeps what stands in a text field as the conversation's draft: saved when typing pauses and when the field goes, put back when it comes, and taken over when
 * the draft is set from elsewhere while nothing unsaved stands in the field.
 *
 * @returns `changed`, to be called on every input, and `save`, which saves at once. Both stable.
 */
export function useDraft(
  field: RefObject<HTMLTextAreaElement | null>,
  conversationId: string,
  setDraft: (text: string) => void,
  onRestore: () => void,
) {
  const draft = useLobbySelector((state) => state.lobby.chat.conversations[conversationId]?.draft ?? "");
  const known = useRef("");
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  const save = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = undefined;
    const text = field.current?.value ?? known.current;
    if (text === known.current) return;
    known.current = text;
    setDraft(text);
  }, [field, setDraft]);
  const changed = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = setTimeout(save, saveAfterMs);
  }, [save]);

  useEffect(() => {
    const element = field.current;
    if (element === null || draft === known.current || element.value !== known.current) return;
    known.current = draft;
    element.value = draft;
    onRestore();
  }, [draft, field, onRestore]);

  useEffect(() => {
    const element = field.current;
    return () => {
      clearTimeout(timer.current);
      // The ref is empty by now: the element itself still holds the text.
      const text = element?.value ?? known.current;
      if (text !== known.current) {
        known.current = text;
        setDraft(text);
      }
    };
  }, [field, setDraft]);

  return { changed, save };
}
