/** State of viewers, in the store at `lobby.viewers`. */
export interface ViewersState {
  /** What is viewed here, by its id; `null` until a count has come. Each the same object until it changes. */
  readonly counts: Readonly<Record<string, ViewerCount | null>>;
  /** What was viewed last: where a server names no viewable, its counts are taken for this one's. */
  readonly latest: string | null;
}

/** How many different people view something. */
export interface ViewerCount {
  readonly count: number;
  /** Largest count so far, as far as this server remembers or this page has seen. */
  readonly peak: number;
  /** Up to when the count was live, local ms since the epoch; `null`: it is live. */
  readonly asOf: number | null;
  /** The server has not said what it counts, and more than one thing is viewed here: it may be the other one's count. */
  readonly ambiguous: boolean;
}
