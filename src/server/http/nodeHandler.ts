import type { IncomingMessage, ServerResponse } from "node:http";
import { failure } from "../../contract/errors.js";
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
    const work = async () => send(await handler(toRequest(req, url)), res);
    work().catch((error: unknown) => {
      report({ kind: "fault", during: "http", code: "UNAVAILABLE", error });
      if (res.headersSent) res.destroy();
      else send(failureResponse(failure("UNAVAILABLE")), res).catch(() => res.destroy());
    });
    return true;
  };
}

/** Only path and query are the request's to say; the host in an absolute form would be the client's invention. */
function requestUrl(req: IncomingMessage): URL | null {
  const path = req.url ?? "/";
  const text = `http://localhost${path.startsWith("/") ? path : `/${path}`}`;
  return URL.canParse(text) ? new URL(text) : null;
}

function toRequest(req: IncomingMessage, url: URL): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(req.headers)) {
    if (value === undefined || name.startsWith(":")) continue;
    for (const one of Array.isArray(value) ? value : [value]) headers.append(name, one);
  }
  // No route takes a body, so none is read.
  return new Request(url, { method: req.method ?? "GET", headers });
}

async function send(response: Response, res: ServerResponse): Promise<void> {
  const body = Buffer.from(await response.arrayBuffer());
  res.statusCode = response.status;
  for (const [name, value] of response.headers) res.setHeader(name, value);
  if (response.status !== 204) res.setHeader("content-length", body.length);
  res.end(body);
}
