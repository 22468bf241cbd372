import type { Environment } from "../client/environment.js";
import type { NetworkInside } from "./network.js";

/**
 * Makes a `fetch` that reaches one server in the same process, over the same network as its sockets: late by its latency, failing with what
 * it loses, silent in a black hole.
 */
export function createMockFetch(options: {
  readonly environment: Environment;
  readonly inside: NetworkInside;
  /** The server. */
  readonly answer: (request: Request) => Promise<Response>;
}): typeof globalThis.fetch {
  const { environment, inside, answer } = options;
  const pass = (signal: AbortSignal | undefined) =>
    new Promise<void>((resolve, reject) => {
      const stop = () => reject(signal?.reason);
      if (signal?.aborted) {
        stop();
        return;
      }
      signal?.addEventListener("abort", stop, { once: true });
      environment.setTimeout(() => {
        if (inside.state.silent) return;
        signal?.removeEventListener("abort", stop);
        // The words of Chromium; every browser has its own.
        if (!inside.state.reachable || inside.loses()) reject(new TypeError("Failed to fetch"));
        else resolve();
      }, inside.delay());
    });
  return async (input, init) => {
    // The signal stays outside of the request: jsdom's is none that Node's Request would take.
    const { signal: given, ...rest } = init ?? {};
    const request = new Request(input, rest);
    const signal = given ?? (input instanceof Request ? input.signal : undefined);
    await pass(signal);
    const { httpStatus } = inside.state;
    const response = httpStatus === null ? await answer(request) : Response.json({}, { status: httpStatus });
    await pass(signal);
    return response;
  };
}
