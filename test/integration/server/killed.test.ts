import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { io as connect, type Socket } from "socket.io-client";
import { expect, onTestFinished, test } from "vitest";
import { signToken } from "../../../src/server/auth/jwt.js";
import { sqliteStore } from "../../../src/server/store/sqliteStore.js";
import { text } from "../../server/support/testCore.js";
import { patienceMs } from "../../support/patience.js";

const secret = "a secret of more than thirty-two bytes, for a child";
const pair = "direct:an:binh";

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

/** Sends until it is acknowledged, with the same client id, as a client's outbox does. */
async function sendSurely(socket: Socket, clientId: string): Promise<{ seq: number; duplicate?: boolean }> {
  for (;;) {
    if (!socket.connected) await new Promise((resolve) => socket.once("connect", () => resolve(null)));
    try {
      const answer = await socket.timeout(patienceMs).emitWithAck("lobby:send", text(pair, clientId));
      if (answer.ok === true) return answer;
    } catch {
      // Outcome unknown: that is what the client id is for.
    }
  }
}

test("a server killed in the midst of it loses and doubles nothing that was sent", async () => {
  const folder = mkdtempSync(join(tmpdir(), "lobby-killed-"));
  const database = join(folder, "lobby.db");
  const port = await freePort();
  let child: ChildProcess;
  const start = async () => {
    child = fork(join(import.meta.dirname, "support/childServer.ts"), [String(port), database, secret], {
      execArgv: ["--import", "tsx"],
    });
    await once(child, "message");
  };
  const kill = async () => {
    child.kill("SIGKILL");
    await once(child, "exit");
  };
  await start();
  const socket = connect(`http://127.0.0.1:${port}`, {
    transports: ["websocket"],
    forceNew: true,
    reconnectionDelay: 20,
    reconnectionDelayMax: 50,
    auth: { token: await signToken({ sub: "an" }, { secret }) },
  });
  onTestFinished(async () => {
    socket.disconnect();
    await kill();
    rmSync(folder, { recursive: true, force: true });
  });

  const acknowledged = new Map<string, number>();
  let duplicates = 0;
  let next = 0;
  const killAt = [40, 110, 190];
  const sender = async () => {
    for (let id = next++; id < 300; id = next++) {
      const { seq, duplicate } = await sendSurely(socket, `c${id}`);
      acknowledged.set(`c${id}`, seq);
      if (duplicate) duplicates += 1;
      if (acknowledged.size === killAt[0]) {
        killAt.shift();
        // The others are on their way at this moment: before, in or after their commit.
        await kill();
        await start();
      }
    }
  };
  await Promise.all(Array.from({ length: 12 }, sender));

  const store = sqliteStore({ url: `file:${database}` });
  const log = [...(await store.range(pair, 0, 1_000))];
  await store.close();
  expect(killAt).toEqual([]);
  expect(log.map(({ seq }) => seq)).toEqual(Array.from({ length: 300 }, (_, at) => at + 1));
  expect(new Map(log.map(({ clientId, seq }) => [clientId, seq]))).toEqual(acknowledged);
  expect(duplicates).toBeLessThanOrEqual(36);
});
