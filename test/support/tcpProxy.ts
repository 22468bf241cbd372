import { createServer, connect as dial, type Socket } from "node:net";

/**
 * What happens to bytes.
 *
 * `pass` · `drop-up` what the client sends is swallowed · `drop-down` what the server sends is · `blackhole` both, and no connection's end is
 * passed on either: half-open · `refuse` new connections are reset.
 */
export type ProxyMode = "pass" | "drop-up" | "drop-down" | "blackhole" | "refuse";

export interface TcpProxy {
  /** Address for clients. */
  readonly url: string;
  readonly port: number;
  /** Connections that clients have made, also refused ones. */
  readonly accepted: number;
  /** Connections open now. */
  readonly open: number;
  /** For the connections there are and those to come. */
  setMode(mode: ProxyMode): void;
  /**
   * For new connections only: those there are stay as they are. With `blackhole` first and `pass` after it the old path stays dead while the new one works,
   * as after a change of network.
   */
  setModeForNew(mode: ProxyMode): void;
  /** Delays every chunk of either direction, ms. */
  setLatency(ms: number): void;
  /** Where new connections lead from now on. */
  retarget(port: number): void;
  /** Ends all connections: `rst` by a reset, `fin` in good order. */
  cut(how?: "rst" | "fin"): void;
  close(): Promise<void>;
}

/** A TCP proxy on a free port before a server on `targetPort`, both on 127.0.0.1, whose network can be spoilt. */
export async function createTcpProxy(targetPort: number): Promise<TcpProxy> {
  let target = targetPort;
  let modeForNew: ProxyMode = "pass";
  let latencyMs = 0;
  let accepted = 0;
  const pairs = new Set<{ client: Socket; server: Socket; mode: ProxyMode }>();
  const timers = new Set<NodeJS.Timeout>();

  const later = (work: () => void) => {
    if (latencyMs === 0) return work();
    // Equal delays fire in order of setting, so chunks stay in order.
    const timer = setTimeout(() => {
      timers.delete(timer);
      work();
    }, latencyMs);
    timers.add(timer);
  };

  const listener = createServer((client) => {
    accepted += 1;
    client.on("error", () => {});
    if (modeForNew === "refuse") {
      client.resetAndDestroy();
      return;
    }
    const server = dial(target, "127.0.0.1");
    const pair = { client, server, mode: modeForNew };
    pairs.add(pair);
    // Else Nagle and delayed acknowledgements add 40 ms to small packets.
    client.setNoDelay(true);
    server.setNoDelay(true);
    const pipe = (from: Socket, to: Socket, dropped: ProxyMode) => {
      from.on("data", (chunk) => {
        if (pair.mode === "blackhole" || pair.mode === dropped) return;
        later(() => to.writable && to.write(chunk));
      });
      from.on("error", () => {});
      from.on("close", () => {
        // In a black hole nobody hears of the other's end.
        if (pair.mode === "blackhole") return;
        pairs.delete(pair);
        later(() => to.destroy());
      });
    };
    pipe(client, server, "drop-up");
    pipe(server, client, "drop-down");
  });
  await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
  const address = listener.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;

  const endAll = (how: "rst" | "fin") => {
    for (const { client, server } of pairs) {
      for (const socket of [client, server]) {
        if (how === "rst") socket.resetAndDestroy();
        else socket.end();
      }
    }
    pairs.clear();
  };

  return {
    url: `http://127.0.0.1:${port}`,
    port,
    get accepted() {
      return accepted;
    },
    get open() {
      return pairs.size;
    },
    setMode: (mode) => {
      modeForNew = mode;
      for (const pair of pairs) pair.mode = mode;
    },
    setModeForNew: (mode) => {
      modeForNew = mode;
    },
    setLatency: (ms) => {
      latencyMs = ms;
    },
    retarget: (next) => {
      target = next;
    },
    cut: (how = "rst") => endAll(how),
    close: async () => {
      for (const timer of timers) clearTimeout(timer);
      endAll("rst");
      await new Promise<void>((resolve) => listener.close(() => resolve()));
    },
  };
}
