import type { Around } from "../transport.js";

/** How a server wants to be told who is there, after the connect. */
export interface AuthenticatedOptions {
  /** The event that carries the token: the payload is what `connect.auth` made. */
  readonly event: string;
  readonly yes: string;
  readonly no: readonly string[];
  /** Until an attempt without an answer is given up; 5,000 unless told otherwise. */
  readonly timeoutMs?: number;
}

/**
 * For servers that let everybody connect and want to be told who it is afterwards: the connection counts as open when the server has said yes, and as refused for its
 * token when it said no.
 */
export function authenticated(options: AuthenticatedOptions): Around {
  return (inner, clock) => (target, handlers) => {
    let auth: Record<string, unknown> = {};
    let timer: unknown = null;
    const settle = () => {
      clock.clearTimeout(timer);
      timer = null;
    };
    const refused = (message: string, reachedServer: boolean) => {
      settle();
      line.disconnect();
      handlers.onRefused({ message, data: undefined, reachedServer });
    };
    const line = inner(target, {
      ...handlers,
      onOpen: () => {
        timer = clock.setTimeout(() => refused("no answer", false), options.timeoutMs ?? 5_000);
        line.emit(options.event, auth);
      },
      onRefused: (error) => {
        settle();
        handlers.onRefused(error);
      },
      onClose: (reason) => {
        if (timer === null) return handlers.onClose(reason);
        settle();
        handlers.onRefused({ message: reason, data: undefined, reachedServer: false });
      },
      onEvent: (event, payload, namespace) => {
        if (timer === null) handlers.onEvent(event, payload, namespace);
        else if (event === options.yes) {
          settle();
          handlers.onOpen();
        } else if (options.no.includes(event)) refused(event, true);
      },
    });
    return {
      get raw() {
        return line.raw;
      },
      connect: (given) => {
        settle();
        auth = given;
        line.connect({});
      },
      disconnect: () => {
        settle();
        line.disconnect();
      },
      emit: line.emit,
      request: line.request,
    };
  };
}
