import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { createServer as createTcpServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { Server } from "socket.io";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { ConformReport } from "../../../src/cli/report.js";
import { type ElearningServer, startElearningServer } from "../../servers/elearning.js";
import { command, listen } from "./support.js";

const root = join(import.meta.dirname, "../../..");
let server: ElearningServer;
beforeEach(async () => {
  server = await startElearningServer();
});
afterEach(() => server.stop());

const against = (url: string, ...more: string[]) => ["conform", url, "--protocol", "elearning", ...more];

/** The command as people run it: a process of its own, which has to end by itself. */
async function inProcess(argv: readonly string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, ["--import", "tsx", join(root, "src/cli/main.ts"), ...argv], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [out, err, [status]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "exit")]);
  return { status: status as number, out, err };
}

describe("the process", () => {
  test("prints the table and ends with 0 when every claim holds, its tokens unspoken", async () => {
    const tokens = { AN: await server.token("an"), BINH: await server.token("binh") };
    const argv = against(server.url, "--api", server.apiUrl, "--token-env", "AN", "--second-token-env", "BINH");
    const { status, out, err } = await inProcess(argv, tokens);
    expect(err).toBe("");
    expect(status).toBe(0);
    expect(out).toMatch(/^elearning at http:\S+, as an and binh\n/);
    expect(out).toMatch(/✓ passed {5}Two people can write to each other/);
    for (const token of Object.values(tokens)) expect(out).not.toContain(token);
    expect(server.connections()).toBe(0);
  });

  test("ends with 1 when a claim fails, and prints JSON if it is asked to", async () => {
    server.habits.refuseHistory = true;
    const more = ["--second-token", await server.token("binh"), "--timeout", "3000", "--json"];
    const argv = against(server.url, "--api", server.apiUrl, "--token", await server.token("an"), ...more);
    const { status, out, err } = await inProcess(argv);
    expect(err).toBe("");
    expect(status).toBe(1);
    const report = JSON.parse(out) as ConformReport;
    expect(report).toMatchObject({
      version: 1,
      protocol: "elearning",
      user: "an",
      secondUser: "binh",
      conforms: false,
    });
    expect(report.checks.find(({ id }) => id === "chat.history")).toMatchObject({
      domain: "chat",
      claim: "history: http",
      status: "failed",
    });
  });

  test("ends with 2 and says where to look when nobody is there", async () => {
    const url = server.url;
    await server.stop();
    const { status, out, err } = await inProcess(against(url, "--user", "an"));
    expect(status).toBe(2);
    expect(out).toBe("");
    expect(err).toContain(`${url} could not be reached.`);
    expect(err).toContain("conform-unreachable");
  });
});

describe("what can't run ends with 2 and clear words", () => {
  test("a token that is refused", async () => {
    const { status, err } = await command(...against(server.url, "--user", "an", "--token", "not-a-token-at-all"));
    expect(status).toBe(2);
    expect(err).toContain("The server did not let an in.");
    expect(err).not.toContain("not-a-token-at-all");
  });

  test("a second account that is refused", async () => {
    const more = ["--token", await server.token("an"), "--second-user", "binh", "--second-token", "rubbish"];
    const { status, err } = await command(...against(server.url, ...more));
    expect(status).toBe(2);
    expect(err).toContain("The server did not let binh in.");
    await expect.poll(() => server.connections()).toBe(0);
  });

  test("a server that takes the connection and never answers", async () => {
    const sockets = new Set<{ destroy(): void }>();
    const silent = createTcpServer((socket) => sockets.add(socket));
    await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
    const { port } = silent.address() as { port: number };
    try {
      const { status, err } = await command(...against(`http://127.0.0.1:${port}`, "--user", "an", "--timeout", "300"));
      expect(status).toBe(2);
      expect(err).toContain("could not be reached");
      expect(err).toContain("no answer within 600 ms");
    } finally {
      for (const socket of sockets) socket.destroy();
      silent.close();
    }
  });

  test("a web server without a Socket.IO", async () => {
    const http = createServer((_request, response) => response.writeHead(404).end());
    const url = await listen(http);
    const { status, err } = await command(...against(url, "--user", "an"));
    http.close();
    expect(status).toBe(2);
    expect(err).toContain("connect.path");
  });

  test("a server that says the token back is not let speak it", async () => {
    const http = createServer();
    const io = new Server(http);
    io.use((socket, next) => next(new Error(`no good: ${String(socket.handshake.auth.token)}`)));
    const url = await listen(http);
    const { status, err } = await command(...against(url, "--user", "an", "--token", "s3cret-t0ken"));
    await io.close();
    expect(status).toBe(2);
    expect(err).toContain("no good: [token]");
    expect(err).not.toContain("s3cret-t0ken");
  });

  test("words that it does not know", async () => {
    for (const argv of [
      ["conform"],
      ["check", server.url],
      against("chat.example.com"),
      against(server.url, "--tokn", "x"),
    ]) {
      const { status, out, err } = await command(...argv);
      expect(status).toBe(2);
      expect(out).toBe("");
      expect(err).toMatch(/^lobbykit: .+\nlobbykit --help says more\.\n$/);
    }
  });
});

test("cookies go with the handshake and with every request", async () => {
  const http = createServer((request, response) => {
    const known = request.headers.cookie === "session=of-an";
    response.writeHead(known ? 200 : 401, { "content-type": "application/json" }).end("{}");
  });
  const io = new Server(http);
  io.use((socket, next) => next(socket.handshake.headers.cookie === "session=of-an" ? undefined : new Error("Who?")));
  const url = await listen(http);
  const folder = mkdtempSync(join(tmpdir(), "lobbykit-cookies-"));
  const file = join(folder, "mine.mjs");
  const read = "() => ({ ok: true, value: {} })";
  const health = `{ request: () => ({ method: "GET", path: "health" }), read: ${read} }`;
  writeFileSync(
    file,
    `export default { name: "mine", capabilities: {}, connect: {}, incoming: {}, outgoing: {}, http: { health: ${health} } };`,
  );
  try {
    const argv = ["conform", url, "--protocol", file, "--api", url, "--user", "an"];
    const { status, out } = await command(...argv, "--cookie", "session=of-an");
    expect(out).toMatch(/✓ passed +The API says that it is there/);
    expect(out).not.toContain("FAILED");
    expect(status).toBe(0);
    const without = await command(...argv);
    expect(without.err).toContain("Who?");
    expect(without.status).toBe(2);
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await io.close();
  }
});

test("--strict makes 1 of what was not tried", async () => {
  const argv = against(server.url, "--api", server.apiUrl, "--token", await server.token("an"));
  expect((await command(...argv)).status).toBe(0);
  const { status, out } = await command(...argv, "--strict");
  expect(status).toBe(1);
  expect(out).toContain("Not everything was tried, or known (--strict).");
});
