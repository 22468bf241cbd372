"use client";

import { type ComponentType, lazy, Suspense, useEffect, useState } from "react";

/** A part whose code comes later. */
export interface LazyPart<Props> {
  readonly Part: ComponentType<Props>;
  /** Fetches the code before it is needed; `false` when it can't be had now. Costs nothing once it is there. */
  readonly preload: () => Promise<boolean>;
}

/** What stands in for a part: while its code is on its way, and with `onRetry` when it could not be had. */
export type Placeholder<Props> = ComponentType<Props & { readonly onRetry?: () => void }>;

/**
 * A part whose code is fetched when it is first shown. On the server it is rendered as any other part.
 *
 * Such a part gets words, settings and data by its props, and imports nothing that the first load has: what two chunks share is cut out into a third one, and small
 * chunks weigh more than what they save.
 *
 * Code that can't be had (offline, or gone after a new release) is no reason for the chat to break: React's `lazy` would throw, and keep throwing for ever. Here
 * the placeholder stays, and is given the way to try again.
 */
export function lazyPart<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  Waiting: Placeholder<Props>,
): LazyPart<Props> {
  let loaded: ComponentType<Props> | undefined;
  const fetched = () =>
    load().then((Part) => {
      loaded = Part;
      return Part;
    });
  // What is there is drawn at once: `lazy` would show the placeholder for a moment even then.
  const choose = (): Placeholder<Props> =>
    loaded ??
    lazy<Placeholder<Props>>(() =>
      fetched().then(
        (Part) => ({ default: Part }),
        () => ({ default: Waiting }),
      ),
    );
  function Part(props: Props) {
    const [Chosen, setChosen] = useState(choose);
    return (
      <Suspense fallback={<Waiting {...props} />}>
        <Chosen {...props} onRetry={() => setChosen(choose)} />
      </Suspense>
    );
  }
  const preload = () =>
    fetched().then(
      () => true,
      () => false,
    );
  return { Part, preload };
}

/** A placeholder for parts that show nothing: code that could not be had is asked for again when the network is back. */
export function AwaitNetwork({ onRetry }: { readonly onRetry?: () => void }): null {
  useEffect(() => {
    if (onRetry === undefined) return;
    window.addEventListener("online", onRetry, { once: true });
    return () => window.removeEventListener("online", onRetry);
  }, [onRetry]);
  return null;
}
