import { expect, test } from "@playwright/test";
import { type ElearningServer, startElearningServer } from "../../servers/elearning.js";
import { open, type Person } from "./support/person.js";

let server: ElearningServer;
const people: Person[] = [];

test.beforeEach(async () => {
  server = await startElearningServer();
});

test.afterEach(async () => {
  for (const { complaints, context } of people.splice(0)) {
    expect(complaints).toEqual([]);
    await context.close();
  }
  await server.stop();
});

const names: Readonly<Record<string, string>> = { an: "Nguyễn An", lan: "Cô Lan" };

async function come(browser: Parameters<typeof open>[0], id: string, options?: Parameters<typeof open>[2]) {
  const other = id === "an" ? "lan" : "an";
  const person = await open(
    browser,
    {
      preset: "elearning",
      url: server.url,
      api: server.apiUrl,
      user: id,
      name: names[id] ?? id,
      token: await server.token(id),
      with: other,
      withName: names[other] ?? other,
      video: "lesson-3",
    },
    options,
  );
  people.push(person);
  await expect(person.composer).toBeVisible();
  // Whom the server tells something before that, it tells nobody.
  await expect.poll(server.connections).toBe(people.length);
  return person;
}

test("a student and a teacher write to each other, and see the same after a reload", async ({ browser }) => {
  const [an, lan] = [await come(browser, "an"), await come(browser, "lan")];
  await an.say("Thưa cô, bài 3 em chưa hiểu");
  await lan.sees("Thưa cô, bài 3 em chưa hiểu", "received");
  await an.sees("Thưa cô, bài 3 em chưa hiểu", "unconfirmed");
  await lan.say("Em hỏi câu nào?");
  await an.sees("Em hỏi câu nào?", "received");
  expect(server.connections()).toBe(2);
  await an.page.reload();
  await an.sees("Thưa cô, bài 3 em chưa hiểu", "read");
  await an.sees("Em hỏi câu nào?", "received");
  expect(server.connections()).toBe(2);
});

test("a purchase rings the teacher's bell, and what is read there is read on the server", async ({ browser }) => {
  const [an, lan] = [await come(browser, "an"), await come(browser, "lan")];
  await an.page.getByRole("button", { name: "Buy" }).click();
  await expect(lan.page.locator(".lobby-toast")).toContainText("New purchase");
  const bell = lan.page.getByRole("button", { name: "Notifications, 1 unread" });
  await bell.click();
  await lan.page.getByRole("dialog").getByText("Your course was bought.").click();
  await expect.poll(() => server.notifications.map(({ status }) => status)).toEqual(["read"]);
  await lan.page.reload();
  await expect(lan.page.getByRole("button", { name: "Notifications", exact: true })).toBeVisible();
  // One's own doings are no news.
  await expect(an.page.getByRole("button", { name: "Notifications", exact: true })).toBeVisible();
});

test("who is there and how many watch is seen as it changes", async ({ browser }) => {
  const an = await come(browser, "an");
  await expect(an.page.getByTestId("other")).toHaveAttribute("data-presence", "offline");
  await expect(an.page.locator(".lobby-viewers .lobby-sr").first()).toHaveText("1 watching");
  const lan = await come(browser, "lan");
  await expect(an.page.getByTestId("other")).toHaveAttribute("data-presence", "online");
  await expect(an.page.locator(".lobby-viewers")).toContainText("2 watching");
  await expect(lan.page.locator(".lobby-viewers")).toContainText("2 watching");
  await lan.page.goto("about:blank");
  await expect(an.page.getByTestId("other")).toHaveAttribute("data-presence", "offline");
});

test("what is written while the server is down arrives once when it is back, and nothing is missed", async ({
  browser,
}) => {
  const [an, lan] = [await come(browser, "an", { breaks: true }), await come(browser, "lan", { breaks: true })];
  await an.say("trước");
  await lan.sees("trước", "received");
  await server.stop();
  await an.say("trong lúc mất mạng");
  await an.sees("trong lúc mất mạng", "queued");
  await server.start();
  await expect.poll(server.connections).toBe(2);
  await lan.sees("trong lúc mất mạng", "received");
  await an.sees("trong lúc mất mạng");
  await lan.say("sau");
  await an.sees("sau", "received");
  for (const who of [an, lan]) await who.sees("trước");
  expect(server.connections()).toBe(2);
  await expect(an.page.getByTestId("other")).toHaveAttribute("data-presence", "online");
  await expect(an.page.locator(".lobby-viewers")).toContainText("2 watching");
});

test("a browser without network says so, and catches up with what was said meanwhile", async ({ browser }) => {
  const [an, lan] = [await come(browser, "an", { breaks: true }), await come(browser, "lan")];
  await an.say("có mạng");
  await lan.sees("có mạng", "received");
  await an.context.setOffline(true);
  await lan.say("em còn đó không?");
  await an.say("em mất mạng");
  await an.sees("em mất mạng", "queued");
  await an.context.setOffline(false);
  await an.sees("em còn đó không?", "received");
  await lan.sees("em mất mạng", "received");
  expect(server.connections()).toBe(2);
});

test("on a phone a toast covers neither the composer nor what was said last", async ({ browser }) => {
  const an = await come(browser, "an", { viewport: { width: 390, height: 844 } });
  await an.say("xin chào");
  await an.sees("xin chào", "unconfirmed");
  server.push("an", "newNotification", { title: "New reply", message: "Cô Lan has replied.", userId: "an" });
  const toast = await an.page.locator(".lobby-toast").boundingBox();
  const last = await an.row("xin chào").boundingBox();
  expect((toast?.y ?? Number.NaN) + (toast?.height ?? Number.NaN)).toBeLessThan(last?.y ?? Number.NaN);
  expect(toast?.width).toBeGreaterThan(340);
});

test("a signed-out token is said to be one, not a loss", async ({ browser }) => {
  const token = await server.token("an", "user", "-1h");
  const an = await open(
    browser,
    { preset: "elearning", url: server.url, api: server.apiUrl, user: "an", token, with: "lan", video: "lesson-3" },
    { breaks: true },
  );
  people.push(an);
  await expect(an.page.getByRole("button", { name: "Try now" })).toBeVisible();
  await expect(an.page.locator(".lobby-chat").getByText("You have to sign in again.")).toBeVisible();
});
