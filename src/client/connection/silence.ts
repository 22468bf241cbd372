/** Judges by unanswered commands whether a connection that claims to be open still is. */
export interface SilenceJudge {
  /** Anything came from the server. */
  heard(): void;
  /** A command was acknowledged. */
  answered(): void;
  /** A command goes out; the returned function is called when it timed out and says whether the connection is to be taken for dead. */
  asked(decisive: boolean): () => boolean;
  /** A new connection. */
  reset(): void;
}

const deadAt = 4;

/**
 * A half-open connection (the other end or the path is gone, and no packet says so) is otherwise found only by the missing ping,
 * up to 45 s later. Dead is: two commands in a row without an answer, or one `decisive` (a head check, whose answer costs the server nothing),
 * while nothing at all was heard; four commands in a row while events still come, as a busy server is no dead one.
 */
export function createSilenceJudge(): SilenceJudge {
  let sounds = 0;
  let strikes = 0;
  return {
    heard: () => {
      sounds += 1;
    },
    answered: () => {
      sounds += 1;
      strikes = 0;
    },
    asked: (decisive) => {
      const before = sounds;
      return () => {
        const silent = sounds === before;
        strikes += !silent ? 1 : decisive ? deadAt : deadAt / 2;
        return strikes >= deadAt;
      };
    },
    reset: () => {
      strikes = 0;
    },
  };
}
