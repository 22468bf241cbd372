import type { IncomingMessage, ServerResponse } from "node:http";

/**
 * Lets pages of any origin in, with credentials, as such servers do for the origin of their app. Answers the browser's question before a request by itself.
 *
 * @returns whether the request was such a question, and is answered
 */
export function answersPreflight(request: IncomingMessage, response: ServerResponse): boolean {
  const { origin, "access-control-request-headers": headers } = request.headers;
  response.setHeader("access-control-allow-origin", origin ?? "*");
  response.setHeader("access-control-allow-credentials", "true");
  response.setHeader("vary", "origin");
  if (request.method !== "OPTIONS") return false;
  response.setHeader("access-control-allow-methods", "GET, POST, PUT, PATCH, DELETE");
  if (headers !== undefined) response.setHeader("access-control-allow-headers", headers);
  response.writeHead(204).end();
  return true;
}
