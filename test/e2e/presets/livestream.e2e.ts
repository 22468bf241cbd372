import { expect, test } from "@playwright/test";
import { type LivestreamServer, startLivestreamServer } from "../../servers/livestream.js";
import { glimpse } from "../support/glimpse.js";
import { open, type Person } from "./support/person.js";

let server: LivestreamServer;
const people: Person[] = [];

test.beforeEach(async () => {
  server = await startLivestreamServer();
});

test.afterEach(async () => {
  for (const { complaints, context } of people.splice(0)) {
    expect(complaints).toEqual([]);
    await context.close();
  }
  await server.stop();
});

const names: Readonly<Record<string, string>> = { an: "Nguyễn An", binh: "Trần Bình" };

async function come(browser: Parameters<typeof open>[0], id: string, options?: Parameters<typeof open>[2]) {
  const { accessToken, refreshToken } = server.tokens(id);
  const person = await open(
    browser,
    {
      preset: "livestream",
      url: server.url,
      api: server.apiUrl,
      user: id,
      name: names[id] ?? id,
      token: accessToken,
      refresh: refreshToken,
      room: "hall",
    },
    options,
  );
  people.push(person);
  await expect(person.page.locator(".lobby-live-room")).toHaveAttribute("data-room", "joined");
  return person;
}

const viewers = ({ page }: Person) => page.locator(".lobby-room-header .lobby-viewers .lobby-sr").first();

test("two who look on write to each other and are counted", async ({ browser }) => {
  const [an, binh] = [await come(browser, "an"), await come(browser, "binh")];
  await an.say("chào mọi người");
  await an.sees("chào mọi người", "sent");
  await binh.sees("chào mọi người", "received");
  await binh.say("chào An");
  await an.sees("chào An", "received");
  for (const who of [an, binh]) {
    await expect(viewers(who)).toHaveText("2 watching");
    await expect(who.page.locator(".lobby-live-room")).toHaveAttribute("data-stream", "live");
  }
  await an.page.getByRole("button", { name: "People in the room, 2 people" }).click();
  await expect(an.page.getByRole("dialog").getByText("Trần Bình")).toBeVisible();
  await an.page.keyboard.press("Escape");
  expect(server.connections()).toBe(2);

  // This server keeps nothing: who comes back begins anew, and hears what is said from then on.
  await binh.page.reload();
  await expect(binh.page.locator(".lobby-live-room")).toHaveAttribute("data-room", "joined");
  await expect(binh.page.locator(".lobby-chat")).toHaveAttribute("data-status", "ready");
  await expect(binh.row("chào An")).toHaveCount(0);
  await an.say("bạn quay lại rồi");
  await binh.sees("bạn quay lại rồi", "received");
  await expect(viewers(an)).toHaveText("2 watching");
  expect(server.connections()).toBe(2);
});

test("a gift flies on both screens and stands once in both chats", async ({ browser }) => {
  server.habits.backend = "wrapped";
  const [an, binh] = [await come(browser, "an"), await come(browser, "binh")];
  await an.page.getByRole("button", { name: "Gifts" }).click();
  const shop = an.page.getByRole("dialog");
  await shop.getByRole("radio", { name: /^Rose/ }).click();
  const flights = [an, binh].map(({ page }) => glimpse(page, ".lobby-gift-card", "Rose"));
  await shop.getByRole("button", { name: /^Send Rose/ }).click();
  await Promise.all(flights);
  for (const { page } of [an, binh]) {
    const row = page.locator('.lobby-row[data-kind="gift"]');
    await expect(row).toHaveCount(1);
    await expect(row).toContainText("Nguyễn An");
  }
  expect(server.received.filter(({ event }) => event === "sendGift")).toHaveLength(1);
});

test("a token that runs out is renewed under the page, which stays in the room", async ({ browser }) => {
  const [an, binh] = [await come(browser, "an"), await come(browser, "binh")];
  server.expire("an");
  await expect.poll(() => server.members("hall").sort()).toEqual(["an", "binh"]);
  expect(server.requests.filter((request) => request.startsWith("POST"))).toEqual(["POST auth/refresh-token"]);
  await an.say("vẫn ở đây");
  await an.sees("vẫn ở đây", "sent");
  await binh.sees("vẫn ở đây", "received");
  expect(server.connections()).toBe(2);
  // The new pair is kept: the old one would be refused.
  await an.page.reload();
  await expect(an.page.locator(".lobby-live-room")).toHaveAttribute("data-room", "joined");
  expect(server.received.findLast(({ event }) => event === "authenticate")?.userId).toBe(null);
  expect(server.requests.filter((request) => request.startsWith("POST"))).toHaveLength(1);
});

test("who writes too fast is told how long to wait, and loses nothing", async ({ browser }) => {
  const [an, binh] = [await come(browser, "an"), await come(browser, "binh")];
  // All within the page, and so within the second.
  const kept = await an.composer.evaluate(async (field: HTMLTextAreaElement) => {
    const say = (text: string) => {
      field.value = text;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }));
    };
    say("một");
    say("hai");
    while (document.querySelector(".lobby-send[data-waiting]") === null)
      await new Promise((resolve) => requestAnimationFrame(resolve));
    const waiting = [...document.querySelectorAll<HTMLElement>(".lobby-row")].map(({ dataset }) => dataset.status);
    say("ba");
    return { written: field.value, waiting: waiting.at(-1) };
  });
  // The second waits in the list, the third where it was written.
  expect(kept).toEqual({ written: "ba", waiting: "queued" });
  for (const text of ["một", "hai"]) {
    await an.sees(text, "sent");
    await binh.sees(text, "received");
  }
  await expect(an.composer).toHaveValue("ba");
  await an.page.keyboard.press("Enter");
  await binh.sees("ba", "received");
  // What the server takes for too fast is sent once more.
  const sent = server.received.filter(({ event }) => event === "sendMessage").map(({ payload }) => payload.message);
  expect([...new Set(sent)]).toEqual(["một", "hai", "ba"]);
});

test("pictures of foreign hosts are not even asked for", async ({ browser }) => {
  const an = await come(browser, "an");
  const asked: string[] = [];
  await an.context.route(/example/, (route) => {
    asked.push(new URL(route.request().url()).host);
    return route.fulfill({ contentType: "image/png", body: pixel });
  });
  const push = (imageUrl: string) =>
    server.push("an", "newMessage", { roomId: "hall", userId: "binh", username: "Bình", imageUrl, timestamp: 1 });
  push("https://evil.example/a.png");
  push("https://images.example.com.evil.example/a.png");
  push("https://evil.example/images.example.com/a.png");
  push("https://cdn.images.example.com/a.png");
  await expect(an.page.locator('.lobby-row[data-kind="image"]')).toHaveCount(1);
  await expect.poll(() => asked).toEqual(["cdn.images.example.com"]);
});

test("after the servers were down the room goes on, and what was written meanwhile is sent", async ({ browser }) => {
  const [an, binh] = [await come(browser, "an", { breaks: true }), await come(browser, "binh", { breaks: true })];
  await an.say("trước");
  await binh.sees("trước", "received");
  await server.stop();
  await an.say("trong lúc mất mạng");
  await an.sees("trong lúc mất mạng", "queued");
  await an.page.getByTestId("health").click();
  await expect(an.page.getByTestId("health")).toHaveText("socket down, API down, overall down");
  await server.start();
  await expect.poll(server.connections).toBe(2);
  // Whoever is back later has missed it: this server keeps nothing.
  await an.sees("trong lúc mất mạng", "sent");
  const texts = server.received.filter(({ event }) => event === "sendMessage").map(({ payload }) => payload.message);
  expect(texts).toEqual(["trước", "trong lúc mất mạng"]);
  for (const who of [an, binh]) {
    await who.sees("trước");
    await expect(viewers(who)).toHaveText("2 watching");
  }
  await an.page.getByTestId("health").click();
  await expect(an.page.getByTestId("health")).toHaveText("socket healthy, API healthy, overall healthy");

  await an.context.setOffline(true);
  await an.say("không có mạng");
  await an.sees("không có mạng", "queued");
  await an.context.setOffline(false);
  await binh.sees("không có mạng", "received");
  expect(server.connections()).toBe(2);
});

test("what the backend announces rings the bell", async ({ browser }) => {
  const an = await come(browser, "an");
  const notification = { id: "n1", type: "success", title: "Thank you!", message: "Paid.", timestamp: Date.now() };
  server.push("an", "notification", notification);
  server.push("an", "notificationUpdate", { ...notification, message: "Paid and booked." });
  await an.page.getByRole("button", { name: "Notifications, 1 unread" }).click();
  await expect(an.page.getByRole("dialog").getByText("Paid and booked.")).toBeVisible();
});

test("with text of twice the size nothing in the header runs under its neighbour", async ({ browser }) => {
  const an = await come(browser, "an", { viewport: { width: 380, height: 800 } });
  server.push("an", "roomUpdate", { roomId: "hall", viewerCount: 1_234 });
  await expect(viewers(an)).toHaveText("1,234 watching");
  await an.page.addStyleTag({ content: "html { font-size: 200% }" });
  const header = an.page.locator(".lobby-room-header");
  const inline = async (part: string) => {
    const box = await header.locator(part).boundingBox();
    return { from: box?.x ?? Number.NaN, to: (box?.x ?? Number.NaN) + (box?.width ?? Number.NaN) };
  };
  const button = await inline(".lobby-room-people");
  for (const part of [".lobby-header-name", ".lobby-live-badge", ".lobby-viewers-pill"])
    expect((await inline(part)).to, part).toBeLessThanOrEqual(button.from);
  expect(button.to).toBeLessThanOrEqual(380);
});

const pixel = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
