"use client";

import { useMemo } from "react";
import { useWords } from "../Language";

/** What learners ask for help with, in their language. */
export function useTopics(): readonly { readonly id: string; readonly label: string }[] {
  const { supportTopics } = useWords();
  return useMemo(() => Object.entries(supportTopics).map(([id, label]) => ({ id, label })), [supportTopics]);
}
