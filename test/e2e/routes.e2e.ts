import { type CDPSession, expect, type Page, test } from "@playwright/test";
import { freshName, live, signIn } from "./support/people.js";

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

test("fifty fast changes of the page, in StrictMode, leave one websocket and no listener more", async ({
  browser,
  request,
}) => {
  test.setTimeout(120_000);
  const name = freshName("Rush");
  const person = await signIn(browser, { name });
  const { page } = person;
  const mine = async () => {
    const { users } = (await (await request.get("/api/stats")).json()) as { users: Record<string, number> };
    return users[name.toLowerCase().replace(" ", "-")] ?? 0;
  };
  await person.open("/chat/room/react-k12");
  const devtools = await page.context().newCDPSession(page);
  const rush = async () => {
    await page.getByRole("button", { name: /^Account/ }).click();
    await page.getByRole("button", { name: "Rush through 50 pages" }).click();
    // It ends where it began to count: the last page of the round.
    await page.waitForFunction(() => document.documentElement.dataset.rush === "done", null, { timeout: 60_000 });
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
  expect(await mine()).toBe(1);

  // And it still works.
  await person.open("/chat/room/sanh-chung");
  const text = `vẫn sống ${name}`;
  await person.say(text);
  await person.sees(text);
  expect(person.complaints).toEqual([]);
  await person.context.close();
  await expect.poll(mine).toBe(0);
});
