import { expect, type Page, test } from "@playwright/test";
import { type RoomsServer, startRoomsServer } from "../../servers/rooms.js";
import { glimpse } from "../support/glimpse.js";
import { open, type Person, setHidden } from "./support/person.js";

let server: RoomsServer;
const people: Person[] = [];

test.beforeEach(async () => {
  server = await startRoomsServer();
});

test.afterEach(async () => {
  for (const { complaints, context } of people.splice(0)) {
    expect(complaints).toEqual([]);
    await context.close();
  }
  await server.stop();
});

async function come(browser: Parameters<typeof open>[0], id: string, options?: Parameters<typeof open>[2]) {
  const person = await open(
    browser,
    { preset: "rooms", url: server.url, user: id, name: `Name of ${id}`, token: server.token(id), room: "sales" },
    options,
  );
  people.push(person);
  await expect(person.page.locator(".lobby-chat")).toHaveAttribute("data-status", "ready");
  return person;
}

/** How many are connected, by namespace. */
const connections = () => ["/chat", "/notifications", "/"].map((namespace) => server.connections(namespace));

test("two in a room write to each other, whichever comes first of acknowledgement and broadcast, and it is there after a reload", async ({
  browser,
}) => {
  server.say("sales", "chi", "từ hôm qua");
  const [an, binh] = [await come(browser, "an"), await come(browser, "binh")];
  for (const who of [an, binh]) await who.sees("từ hôm qua", "received");
  for (const answers of ["first", "last"] as const) {
    server.habits.answers = answers;
    await an.say(`trước sau ${answers}`);
    await an.sees(`trước sau ${answers}`, "sent");
    await binh.sees(`trước sau ${answers}`, "received");
  }
  await binh.say("đã nhận");
  await an.sees("đã nhận", "received");
  // One websocket each, all namespaces in it.
  expect(connections()).toEqual([2, 2, 2]);
  await an.page.reload();
  await an.sees("trước sau first", "sent");
  await an.sees("đã nhận", "received");
  await expect.poll(connections).toEqual([2, 2, 2]);
});

test("who types is shown, and is not for ever; who is in the room is named", async ({ browser }) => {
  const [an, binh] = [await come(browser, "an"), await come(browser, "binh")];
  await expect(an.page.locator(".lobby-roster-row")).toHaveCount(2);
  const typing = () => glimpse(an.page, ".lobby-typing", "Name of binh is typing…");
  const idle = () => expect(an.page.locator(".lobby-typing")).toHaveAttribute("data-state", "idle");
  const first = typing();
  await binh.composer.pressSequentially("đang");
  await first;
  // A second without a key, and it is said that he has stopped.
  const said = () => server.received.filter(({ event }) => event === "typing").map(({ payload }) => payload.isTyping);
  await expect.poll(() => said().at(-1)).toBe(false);
  await idle();
  // Who never says so has stopped all the same.
  const second = typing();
  server.push("an", "user-typing", { userId: "binh", isTyping: true, roomId: "sales" });
  await second;
  await idle();
  await binh.context.close();
  await expect(an.page.locator(".lobby-roster-row")).toHaveCount(1);
});

test("prices flash one by one and together, and never go back in time", async ({ browser }) => {
  const an = await come(browser, "an");
  await expect.poll(() => server.received.filter(({ event }) => event === "subscribe").length).toBeGreaterThan(0);
  const cell = (symbol: string) => an.page.getByRole("row").filter({ hasText: symbol });
  const now = Date.now();
  server.tick({ symbol: "VNM", price: 71.5, timestamp: now });
  await expect(cell("VNM")).toContainText("71.5");
  server.tick({ symbol: "VNM", price: 72, timestamp: now + 10 }, { symbol: "FPT", price: 120.25, timestamp: now + 10 });
  await expect(cell("VNM")).toContainText("72");
  await expect(cell("FPT")).toContainText("120.25");
  server.tick({ symbol: "FPT", price: 99, timestamp: now + 5 });
  server.tick({ symbol: "VNM", price: 73, timestamp: now + 20 });
  await expect(cell("VNM")).toContainText("73");
  await expect(cell("FPT")).toContainText("120.25");
});

test("two who change the same state at once: the faster holds, the slower is told", async ({ browser }) => {
  const [an, binh] = [await come(browser, "an"), await come(browser, "binh")];
  const note = ({ page }: { readonly page: Page }) => page.getByTestId("note");
  await expect(note(an)).toContainText("Chợ 1");
  await note(an).getByRole("button", { name: "Count" }).click();
  for (const who of [an, binh]) await expect(note(who)).toContainText("Chợ 2");
  server.quietly(["count"], 10);
  await note(an).getByRole("button", { name: "Count" }).click();
  await expect(note(an).getByRole("button", { name: "Somebody else was faster" })).toBeVisible();
  await expect(note(an)).toContainText("Chợ 10");
  await note(an).getByRole("button", { name: "Count" }).click();
  for (const who of [an, binh]) await expect(note(who)).toContainText("Chợ 11");
});

test("a notification rings the bell; of a message while nobody looks the browser tells", async ({ browser }) => {
  const an = await come(browser, "an", { permissions: ["notifications"] });
  server.notify("an", { title: "Đơn đã khớp", message: "100 VNM" });
  await an.page.getByRole("button", { name: "Notifications, 1 unread" }).click();
  await an.page.getByRole("dialog").getByText("Đơn đã khớp").click();
  await expect.poll(() => server.received.some(({ event }) => event === "mark-read")).toBe(true);
  await an.page.keyboard.press("Escape");
  await an.page.evaluate(() => {
    const shown: string[] = [];
    const Told = class extends EventTarget {
      static permission = "granted";
      onclick = null;
      constructor(title: string, options?: NotificationOptions) {
        super();
        shown.push(`${title}: ${options?.body}`);
      }
      close() {}
    };
    Object.assign(window, { shown, Notification: Told });
  });
  const shown = () => an.page.evaluate(() => (window as unknown as { shown: string[] }).shown);
  server.say("sales", "binh", "đang nhìn");
  await an.sees("đang nhìn", "received");
  expect(await shown()).toEqual([]);
  await setHidden(an.page, true);
  server.say("sales", "binh", "không nhìn");
  await expect.poll(shown).toEqual([expect.stringContaining("không nhìn")]);
});

test("after the server was down, or the network, everything is followed again and what was missed is there", async ({
  browser,
}) => {
  const [an, binh] = [await come(browser, "an", { breaks: true }), await come(browser, "binh", { breaks: true })];
  await an.say("trước");
  await binh.sees("trước", "received");
  await server.stop();
  await an.say("trong lúc mất mạng");
  await an.sees("trong lúc mất mạng", "queued");
  server.say("sales", "chi", "bỏ lỡ");
  await server.start();
  await expect.poll(connections).toEqual([2, 2, 2]);
  for (const who of [an, binh]) {
    await who.sees("bỏ lỡ", "received");
    await who.sees("trong lúc mất mạng");
    await who.sees("trước");
  }
  await an.sees("trong lúc mất mạng", "sent");
  server.change(["count"], 5);
  for (const { page } of [an, binh]) await expect(page.getByTestId("note")).toContainText("Chợ 5");
  server.tick({ symbol: "VNM", price: 80 });
  await expect(an.page.getByRole("row").filter({ hasText: "VNM" })).toContainText("80");

  await an.context.setOffline(true);
  server.say("sales", "chi", "khi an không có mạng");
  await an.say("không có mạng");
  await an.sees("không có mạng", "queued");
  await an.context.setOffline(false);
  await an.sees("khi an không có mạng", "received");
  await binh.sees("không có mạng", "received");
  await expect.poll(connections).toEqual([2, 2, 2]);
});
