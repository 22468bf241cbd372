import type { IncomingMessage, ServerResponse } from "node:http";
import { failure } from "../../contract/errors.js";
import * as limits from "../../contract/limits.js";
import { failureResponse, pathWithin } from "../core/http.js";
import type { Reporter } from "../report.js";

/**
 * Makes the HTTP API as a listener of Node's `http`: it answers what is under its base path and returns `true`, and leaves the rest alone and
 * returns `false`, so that it can be put before any other handler. Requests for the Socket.IO endpoint are Socket.IO's to answer, whichever listener was there
 * first: for them it returns `true` and does nothing.
 *
 * @example
 * createServer((req, res) => lobby.nodeHandler(req, res) || next(req, res));
 */
export function nodeHandler(
  handler: (request: Request) => Promise<Response>,
  basePath: string,
  socketPath: string,
  report: Reporter,
): (req: IncomingMessage, res: ServerResponse) => boolean {
  return (req, res) => {
    const url = requestUrl(req);
    if (url !== null && pathWithin(url.pathname, socketPath) !== null) return true;
    if (url === null || pathWithin(url.pathname, basePath) === null) return false;
    const work = async () => {
      if (impossible.has(req.method ?? "")) return send(failureResponse(failure("UNSUPPORTED"), 405), res);
      const body = await readBody(req);
      if (body !== "too large") return send(await handler(toRequest(req, url, body)), res);
      // What is still on its way is not waited for.
      res.setHeader("connection", "close");
      await send(failureResponse(failure("TOO_LARGE", `at most ${limits.packetBytes} bytes`)), res);
    };
    work().catch((error: unknown) => {
      report({ kind: "fault", during: "http", code: "UNAVAILABLE", error });
      if (res.headersSent) res.destroy();
      else send(failureResponse(failure("UNAVAILABLE")), res).catch(() => res.destroy());
    });
    return true;
  };
}

/** Methods that Node takes and the fetch standard makes no request of. */
const impossible: ReadonlySet<string> = new Set(["CONNECT", "TRACE", "TRACK"]);

/** Only path and query are the request's to say; the host in an absolute form would be the client's invention. */
function requestUrl(req: IncomingMessage): URL | null {
  const path = req.url ?? "/";
  const text = `http://localhost${path.startsWith("/") ? path : `/${path}`}`;
  return URL.canParse(text) ? new URL(text) : null;
}

/** The whole body; `null` for requests that have none. */
async function readBody(req: IncomingMessage): Promise<Uint8Array<ArrayBuffer> | "too large" | null> {
  if (req.method === "GET" || req.method === "HEAD" || req.method === "OPTIONS") return null;
  if (Number(req.headers["content-length"] ?? 0) > limits.packetBytes) return "too large";
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  // Not by an iterator, whose end would destroy the connection before the answer.
  return new Promise((resolve, reject) => {
    req.on("data", (chunk: Uint8Array) => {
      bytes += chunk.byteLength;
      if (bytes <= limits.packetBytes) chunks.push(chunk);
      else {
        req.pause();
        resolve("too large");
      }
    });
    req.on("end", () => resolve(Uint8Array.from(Buffer.concat(chunks))));
    req.on("error", reject);
    req.on("close", () => reject(new Error("The request was given up.")));
  });
}

function toRequest(req: IncomingMessage, url: URL, body: Uint8Array<ArrayBuffer> | null): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(req.headers)) {
    if (value === undefined || name.startsWith(":")) continue;
    for (const one of Array.isArray(value) ? value : [value]) headers.append(name, one);
  }
  return new Request(url, { method: req.method ?? "GET", headers, body: body?.byteLength ? body : null });
}

async function send(response: Response, res: ServerResponse): Promise<void> {
  const body = Buffer.from(await response.arrayBuffer());
  res.statusCode = response.status;
  for (const [name, value] of response.headers) res.setHeader(name, value);
  if (response.status !== 204) res.setHeader("content-length", body.length);
  res.end(body);
}
