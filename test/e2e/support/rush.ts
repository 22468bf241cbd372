import { type CDPSession, expect, type Page } from "@playwright/test";
import { live, type Person } from "./people.js";

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

/** Rushes through every page and then through fifty, and demands that the fifty leave nothing that one round has not. */
export async function rushTwice(person: Person, connections: () => Promise<number>): Promise<void> {
  const { page } = person;
  const devtools = await page.context().newCDPSession(page);
  const rush = async (pages: number) => {
    await page.evaluate((length) => {
      delete document.documentElement.dataset.rush;
      document.documentElement.dataset.rushLength = String(length);
    }, pages);
    // Where the frame stays from page to page, so does its menu.
    const start = page.getByRole("button", { name: "Rush through 50 pages" });
    if (!(await start.isVisible())) await page.getByRole("button", { name: /^Account/ }).click();
    await start.click();
    await page.waitForFunction(() => document.documentElement.dataset.rush === "done");
    await live(page);
    await expect(page.locator(".lobby-chat")).toHaveAttribute("data-status", "ready");
  };
  const opened = person.opened();
  // Both end on the same page.
  await rush(10);
  const before = await listeners(page, devtools);
  await rush(50);
  expect(await listeners(page, devtools)).toEqual(before);
  expect(person.opened()).toBe(opened);
  expect(person.sockets()).toBe(1);
  expect(await connections()).toBe(1);
}
