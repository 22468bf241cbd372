import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createBrowserEnvironment } from "../../../src/client/browserEnvironment.js";
import { createLobby } from "../../../src/client/createLobby.js";
import { giftsFeature } from "../../../src/client/gifts/giftsFeature.js";
import { selectGiftBalance, selectGifts } from "../../../src/client/gifts/selectors.js";
import { signToken } from "../../../src/server/auth/jwt.js";
import { sqliteStore } from "../../../src/server/store/sqliteStore.js";
import { aStorage } from "../../support/pages.js";
import { createTcpProxy } from "../../support/tcpProxy.js";
import { shortTimings } from "../client/world.js";

const secret = "a secret of more than thirty-two bytes, for a child";
const room = "room:hall";
const taps = 120;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

test("taps in two tabs are charged exactly once over lost answers, reloads and a server killed in the midst of it", {
  timeout: 180_000,
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), "lobby-gifts-killed-"));
  const database = join(folder, "lobby.db");
  const port = await freePort();
  let child: ChildProcess;
  const start = async () => {
    child = fork(join(import.meta.dirname, "../server/support/childServer.ts"), [String(port), database, secret], {
      execArgv: ["--import", "tsx"],
    });
    await once(child, "message");
  };
  const kill = async () => {
    child.kill("SIGKILL");
    await once(child, "exit");
  };
  await start();
  const proxy = await createTcpProxy(port);
  const storage = aStorage();
  const token = await signToken({ sub: "an", name: "An" }, { secret });
  const page = () => {
    const lobby = createLobby({
      url: proxy.url,
      user: { id: "an", name: "An" },
      auth: token,
      timings: shortTimings,
      environment: { ...createBrowserEnvironment(), storage: () => storage },
    });
    lobby.retain();
    lobby.openConversation(room);
    const gifts = lobby.use(giftsFeature);
    gifts.show(room, "shop");
    return { lobby, gifts };
  };
  let tabs = [page(), page()];
  onTestFinished(async () => {
    for (const { lobby } of tabs) lobby.disconnect();
    await proxy.close();
    await kill();
    rmSync(folder, { recursive: true, force: true });
  });
  const moment = () => new Promise((resolve) => setImmediate(resolve));
  const pendingOf = ({ lobby }: (typeof tabs)[number]) => lobby.store.getState().lobby.gifts?.pending ?? [];
  const settled = () => tabs.every((tab) => pendingOf(tab).every(({ status }) => status === "sent"));
  const changed = () =>
    new Promise<void>((resolve) => {
      const stops = tabs.map(({ lobby }) =>
        lobby.store.subscribe(() => {
          for (const stop of stops) stop();
          resolve();
        }),
      );
    });

  const keys: string[] = [];
  for (let tap = 1; tap <= taps; tap++) {
    const [first, second] = tabs;
    // By turns, and a handful at a time: they are before, in or after their commit when the server dies.
    keys.push(
      (tap % 2 === 0 ? first : second)?.gifts.send(room, { giftId: "rose", quantity: 1, receiverId: "lan" }) ?? "",
    );
    if (tap % 3 === 0) await moment();
    if (tap % 15 === 0) proxy.cut("rst");
    if (tap === 40 || tap === 80 || tap === 110) {
      await kill();
      await start();
    }
    if (tap % 25 === 0 && first !== undefined && second !== undefined) {
      // A page is loaded anew in the midst of it.
      first.lobby.disconnect();
      tabs = [second, page()];
    }
    // No more than a page keeps open.
    while (Math.max(...tabs.map((tab) => pendingOf(tab).filter(({ status }) => status === "sending").length)) > 30)
      await changed();
  }
  while (!settled() || storage.held.size > 0) await changed();
  // What is left is known to both pages too, from the server that was started last.
  const left = 100_000 - 10 * taps;
  while (tabs.some(({ lobby }) => selectGiftBalance(lobby.store.getState()) !== left)) await changed();
  while (tabs.some(({ lobby }) => selectGifts(lobby.store.getState(), room).catalogue.length !== 1)) await changed();

  const store = sqliteStore({ url: `file:${database}` });
  // The chat is told after the ledger.
  await expect.poll(() => store.gifts.untold(10), { timeout: 30_000 }).toEqual([]);
  const ledger = (await store.gifts.history(room, null, 200)).gifts;
  const rows = await store.range(room, 0, 1_000);
  const balance = await store.gifts.balance("an", 0);
  await store.close();
  expect(ledger.map(({ clientId }) => clientId).sort()).toEqual([...keys].sort());
  expect(balance).toBe(left);
  expect(rows.map(({ clientId }) => clientId).sort()).toEqual(ledger.map(({ id }) => id).sort());
  expect(rows.every(({ body }) => body.kind === "gift")).toBe(true);
});
