import type { IncomingMessage, ServerResponse } from "node:http";
import { bareServer } from "./servers/bare.js";
import type { Flooded, FloodKind, Flow } from "./servers/flooded.js";
import { nativeServer } from "./servers/native.js";

/**
 * The servers of the benchmark, in a process of their own: one that speaks the native protocol in batches, one that speaks it one event a packet, and a
 * bare Socket.IO server that sends one event a packet. Each also serves the pages, so that everything is of one origin. Started by scripts/bench.mjs
 * with the bundled pages by name; tells its addresses, then floods on request: `{ to, kind, rate, forMs }`, or `{ to, kind, count }` for so many at once,
 * answered by `{ sent, last }`.
 */

interface Request {
  readonly to: string;
  readonly kind: FloodKind;
  readonly rate: number;
  readonly forMs: number;
  /** All at once, at the beginning. */
  readonly burst?: boolean;
}

/** Between two looks at how many are due. */
const tickMs = 2;

function pages(files: ReadonlyMap<string, string>) {
  return (req: IncomingMessage, res: ServerResponse) => {
    const name = new URL(req.url ?? "/", "http://localhost").pathname.slice(1);
    const file = files.get(name);
    const page = name.endsWith(".html")
      ? `<!doctype html><meta charset="utf-8"><title>${name}</title><link rel="stylesheet" href="/${name.replace(".html", ".css")}"><link rel="stylesheet" href="/page.css"><body><div id="root"></div><script type="module" src="/${name.replace(".html", ".js")}"></script>`
      : file;
    const type = name.endsWith(".js") ? "text/javascript" : name.endsWith(".css") ? "text/css" : "text/html";
    res.writeHead(page === undefined ? (name.endsWith(".css") ? 200 : 404) : 200, { "content-type": type });
    res.end(page);
  };
}

/** Sends evenly, making up for late timers; or all at once, and waits. */
function flood(flow: Flow, { rate, forMs, burst = false }: Request, from: number): Promise<number> {
  return new Promise((resolve) => {
    const begun = performance.now();
    let sent = 0;
    const timer = setInterval(() => {
      const elapsed = Math.min(performance.now() - begun, forMs);
      const due = burst ? rate : Math.floor((elapsed / 1000) * rate);
      const before = sent;
      while (sent < due) {
        sent++;
        flow.send(from + sent);
      }
      if (sent > before) flow.flush?.();
      if (elapsed < forMs) return;
      clearInterval(timer);
      setTimeout(() => resolve(sent), flow.settleMs ?? 0);
    }, tickMs);
  });
}

process.once("message", async (files: Record<string, string>) => {
  const answer = pages(new Map(Object.entries(files)));
  const servers: Record<string, Flooded> = {
    native: await nativeServer(answer, undefined),
    unbatched: await nativeServer(answer, 0),
    bare: await bareServer(answer),
  };
  const counts = new Map<Flow, number>();
  process.on("message", async (request: Request) => {
    const flow = servers[request.to]?.flows[request.kind];
    if (flow === undefined) return;
    const from = counts.get(flow) ?? 0;
    const sent = await flood(flow, request, from);
    counts.set(flow, from + sent);
    process.send?.({ sent, last: flow.last(from + sent) });
  });
  process.send?.(Object.fromEntries(Object.entries(servers).map(([name, { url }]) => [name, url])));
});
