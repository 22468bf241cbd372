import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type CDPSession, expect, type Page, test } from "@playwright/test";
import { freePort } from "../../scripts/ports.mjs";
import { demoServer } from "./support/demoServer.js";
import { freshName, idOf, live, type Person, signIn } from "./support/people.js";

/** How many listeners hang on window, on the document, and on the socket underneath. */
async function listeners(page: Page, devtools: CDPSession): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const expression of ["window", "document"]) {
    const { result } = await devtools.send("Runtime.evaluate", { expression });
    const { listeners: found } = await devtools.send("DOMDebugger.getEventListeners", {
      objectId: result.objectId ?? "",
    });
    counts[expression] = found.length;
  }
  return {
    ...counts,
    socket: await page.evaluate(() => {
      const { socket } = (window as unknown as { sen: { socket: SocketLike } }).sen;
      const named = Object.values(socket._callbacks).reduce((sum, list) => sum + list.length, 0);
      return named + socket.listenersAny().length;
    }),
  };
}

interface SocketLike {
  readonly _callbacks: Record<string, unknown[]>;
  listenersAny(): unknown[];
}

/** Rushes twice through fifty pages, and demands that the second time leaves nothing that the first has not. */
async function rushTwice(person: Person, connections: () => Promise<number>): Promise<void> {
  const { page } = person;
  const devtools = await page.context().newCDPSession(page);
  const rush = async () => {
    await page.getByRole("button", { name: /^Account/ }).click();
    await page.getByRole("button", { name: "Rush through 50 pages" }).click();
    await page.waitForFunction(() => document.documentElement.dataset.rush === "done", null, { timeout: 120_000 });
    await expect(page.locator(".lobby-chat")).toHaveAttribute("data-status", "ready");
    await live(page);
  };
  const opened = person.opened();
  await rush();
  const before = await listeners(page, devtools);
  await rush();
  expect(await listeners(page, devtools)).toEqual(before);
  expect(person.opened()).toBe(opened);
  expect(person.sockets()).toBe(1);
  expect(await connections()).toBe(1);
}

async function connectionsOf(url: string, name: string): Promise<number> {
  const { users } = (await (await fetch(`${url}/api/stats`)).json()) as { users: Record<string, number> };
  return users[idOf(name)] ?? 0;
}

test("fifty fast changes of the page leave one websocket and no listener more", async ({ browser, baseURL }) => {
  test.setTimeout(120_000);
  const name = freshName("Rush");
  const person = await signIn(browser, { name });
  await person.open("/chat/room/react-k12");
  await rushTwice(person, () => connectionsOf(baseURL ?? "", name));

  // And it still works.
  await person.open("/chat/room/sanh-chung");
  const text = `vẫn sống ${name}`;
  await person.say(text);
  await person.sees(text);
  expect(person.complaints).toEqual([]);
  await person.context.close();
  await expect.poll(() => connectionsOf(baseURL ?? "", name)).toBe(0);
});

test("so they do in development, where StrictMode mounts everything twice", async ({ browser }) => {
  test.setTimeout(300_000);
  const folder = mkdtempSync(join(tmpdir(), "lobbykit-development-"));
  const server = demoServer(await freePort(0), join(folder, "lobby.db"), "development");
  try {
    await server.start();
    const name = freshName("Strict");
    const person = await signIn(browser, { name }, { baseURL: server.url });
    // Its first opening compiles each page.
    for (const path of ["/courses/react-k12", "/chat/with/lan", "/chat/room/react-k12"]) {
      await person.page.goto(path);
      await expect(person.page.locator(".lobby-chat")).toHaveAttribute("data-status", "ready", { timeout: 60_000 });
      await live(person.page);
    }
    await rushTwice(person, () => connectionsOf(server.url, name));
    expect(person.complaints).toEqual([]);
    await person.context.close();
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});
