"use client";

import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import { useNavigation } from "./Navigation";

/** How many pages: 50, unless `data-rush-length` of the document says otherwise. */
const rushLength = () => Number(document.documentElement.dataset.rushLength ?? 50);

interface Rush {
  /** Pages shown so far; `null` when it is not running. */
  readonly done: number | null;
  readonly start: () => void;
}

const RushContext = createContext<Rush>({ done: null, start: () => {} });

/** Changes the page 50 times, each as soon as the one before is on the screen: what that costs a socket can be seen at /api/stats. */
export function RushProvider({
  paths,
  children,
}: {
  /** Where to go, again and again from the first; the fiftieth has a chat. */
  readonly paths: readonly string[];
  readonly children: ReactNode;
}) {
  const { pathname, push } = useNavigation();
  const [done, setDone] = useState<number | null>(null);
  useEffect(() => {
    if (done === null) return;
    const isDone = done === rushLength();
    document.documentElement.dataset.rush = isDone ? "done" : "running";
    if (isDone) {
      setDone(null);
      return;
    }
    const target = paths[done % paths.length] ?? pathname;
    if (pathname === target) setDone(done + 1);
    else push(target);
  }, [done, pathname, push, paths]);
  return <RushContext value={{ done, start: () => setDone(0) }}>{children}</RushContext>;
}

export function useRush(): Rush {
  return useContext(RushContext);
}
