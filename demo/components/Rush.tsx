"use client";

import { usePathname, useRouter } from "next/navigation";
import { createContext, type ReactNode, useContext, useEffect, useState } from "react";

/** Pages with a chat each, of two different layouts and so of two providers. */
const paths = [
  "/chat/room/react-k12",
  "/chat/with/lan",
  "/courses/ielts-speaking",
  "/chat/with/sarah",
  "/live/live-react",
  "/chat/room/sanh-chung",
  "/chat",
  "/chat/room/portfolio",
] as const;
const rushLength = 50;

interface Rush {
  /** Pages shown so far; `null` when it is not running. */
  readonly done: number | null;
  readonly start: () => void;
}

const RushContext = createContext<Rush>({ done: null, start: () => {} });

/** Changes the page 50 times, each as soon as the one before is on the screen: what that costs a socket can be seen at /api/stats. */
export function RushProvider({ children }: { readonly children: ReactNode }) {
  const router = useRouter();
  const pathname = usePathname();
  const [done, setDone] = useState<number | null>(null);
  useEffect(() => {
    if (done === null) return;
    document.documentElement.dataset.rush = done === rushLength ? "done" : "running";
    if (done === rushLength) {
      setDone(null);
      return;
    }
    const target = paths[done % paths.length] ?? "/chat";
    if (pathname === target) setDone(done + 1);
    else router.push(target);
  }, [done, pathname, router]);
  return <RushContext value={{ done, start: () => setDone(0) }}>{children}</RushContext>;
}

export function useRush(): Rush {
  return useContext(RushContext);
}
