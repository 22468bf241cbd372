import { createServer, type Server as HttpServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** Listens on a free port of this machine. */
export async function listen(
  pages: (req: IncomingMessage, res: ServerResponse) => void,
): Promise<[HttpServer, string]> {
  const server = createServer(pages);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return [server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`];
}
