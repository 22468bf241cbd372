import { type Around, TransportError } from "../transport.js";

/** What is asked now and then. */
export interface HeartbeatOptions {
  /** An event that the server acknowledges, and does nothing else. */
  readonly event: string;
  /** 30,000 unless told otherwise. */
  readonly everyMs?: number;
  /** Until a beat without an answer counts as lost, ms; 10,000 unless told otherwise. */
  readonly timeoutMs?: number;
}

/**
 * For servers that answer seldom: asks regularly while the connection is open, which measures how long the way there and back takes, and ends a connection on which a beat was not
 * answered and nothing else was heard meanwhile.
 */
export function heartbeat({ event, everyMs = 30_000, timeoutMs = 10_000 }: HeartbeatOptions): Around {
  return (inner, clock) => (target, handlers) => {
    let timer: unknown = null;
    /** Counts connections: what an earlier one answers is void. */
    let run = 0;
    let sounds = 0;

    const stop = () => {
      run += 1;
      clock.clearTimeout(timer);
    };
    const plan = () => {
      timer = clock.setTimeout(() => void beat(), everyMs);
    };
    const beat = async () => {
      const mine = run;
      const sentAt = clock.now();
      const before = sounds;
      try {
        await line.request(event, {}, timeoutMs);
        if (mine === run) handlers.onMeasured?.(clock.now() - sentAt);
      } catch (error) {
        const timedOut = error instanceof TransportError && error.kind === "timeout";
        if (mine === run && timedOut && sounds === before) {
          stop();
          line.disconnect();
          return handlers.onClose("no heartbeat");
        }
      }
      if (mine === run) plan();
    };

    const line = inner(target, {
      ...handlers,
      onOpen: () => {
        stop();
        plan();
        handlers.onOpen();
      },
      onClose: (reason) => {
        stop();
        handlers.onClose(reason);
      },
      onEvent: (name, payload, namespace) => {
        sounds += 1;
        handlers.onEvent(name, payload, namespace);
      },
    });
    return {
      get raw() {
        return line.raw;
      },
      connect: (auth) => {
        stop();
        line.connect(auth);
      },
      disconnect: () => {
        stop();
        line.disconnect();
      },
      emit: line.emit,
      request: async (...words) => {
        const answer = await line.request(...words);
        sounds += 1;
        return answer;
      },
    };
  };
}
