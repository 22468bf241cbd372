import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { type BrowserContext, expect, type Page, test } from "@playwright/test";
import { type LivestreamServer, startLivestreamServer } from "../../servers/livestream.js";
import { glimpse } from "../support/glimpse.js";

/** A livestream's room on a page with one script tag, and on a page in Vue: the same page twice. */

let server: LivestreamServer;
const contexts: BrowserContext[] = [];
const complaints: string[] = [];

test.beforeEach(async () => {
  server = await startLivestreamServer();
});

test.afterEach(async () => {
  for (const context of contexts.splice(0)) await context.close();
  await server.stop();
  expect(complaints.splice(0)).toEqual([]);
});

const names: Readonly<Record<string, string>> = { an: "Nguyễn An", binh: "Trần Bình" };
const networkNoise = /net::ERR_|WebSocket connection to .* failed/;

const pages = ["plain", "vue"] as const;

for (const kind of pages) {
  const come = async (browser: { newContext(): Promise<BrowserContext> }, id: string): Promise<Page> => {
    const context = await browser.newContext();
    contexts.push(context);
    const page = await context.newPage();
    page.on("console", (message) => {
      if (!["error", "warning"].includes(message.type()) || networkNoise.test(message.text())) return;
      complaints.push(`${message.type()}: ${message.text()}`);
    });
    page.on("pageerror", (error) => complaints.push(`page error: ${error.message}`));
    const { accessToken, refreshToken } = server.tokens(id);
    const address = { url: server.url, api: server.apiUrl, user: id, name: names[id] ?? id, room: "hall" };
    const query = new URLSearchParams({ ...address, token: accessToken, refresh: refreshToken });
    await page.goto(`/${kind}.html?${query}`);
    await expect(page.locator("#status")).toHaveText("live");
    await expect(page.locator("#room")).toHaveText("joined");
    return page;
  };
  const say = async (page: Page, text: string) => {
    await page.locator("#text").fill(text);
    await page.keyboard.press("Enter");
  };
  const row = (page: Page, text: string, list = "#messages") => page.locator(`${list} li`).filter({ hasText: text });

  test.describe(`the ${kind} page`, () => {
    test("authenticates after the connect, and two who look on write to each other and are counted", async ({
      browser,
    }) => {
      const [an, binh] = [await come(browser, "an"), await come(browser, "binh")];
      expect(server.received.map(({ event }) => event).filter((event) => event === "authenticate")).toHaveLength(2);
      for (const page of [an, binh]) await expect(page.locator("#viewers")).toHaveText("2 watching");
      await say(an, "chào mọi người");
      await expect(row(an, "Nguyễn An: chào mọi người")).toHaveAttribute("data-status", "sent");
      await expect(row(binh, "Nguyễn An: chào mọi người")).toHaveAttribute("data-status", "received");
      await say(binh, "chào An");
      await expect(row(an, "Trần Bình: chào An")).toHaveCount(1);
      await expect(an.locator("#heard li")).toHaveText(["chào mọi người", "chào An"]);
      expect(server.connections()).toBe(2);
      await binh.close();
      await expect.poll(() => server.members("hall")).toEqual(["an"]);
    });

    test("a gift is shown on both, once, and stands in both chats", async ({ browser }) => {
      server.habits.backend = "wrapped";
      const [an, binh] = [await come(browser, "an"), await come(browser, "binh")];
      const flights = [an, binh].map((page) => glimpse(page, "#showing", "Nguyễn An: Rose"));
      await an.locator("#rose").click();
      await Promise.all(flights);
      for (const page of [an, binh]) await expect(row(page, "Rose")).toHaveCount(1);
      for (const page of [an, binh]) await expect(page.locator("#showing")).toHaveText("");
      expect(server.received.filter(({ event }) => event === "sendGift")).toHaveLength(1);
    });

    test("a token that runs out is renewed under the page, which stays in the room", async ({ browser }) => {
      const [an, binh] = [await come(browser, "an"), await come(browser, "binh")];
      server.expire("an");
      await expect.poll(() => server.members("hall").sort()).toEqual(["an", "binh"]);
      expect(server.requests.filter((request) => request.startsWith("POST"))).toEqual(["POST auth/refresh-token"]);
      await say(an, "vẫn ở đây");
      await expect(row(binh, "vẫn ở đây")).toHaveCount(1);
      expect(server.connections()).toBe(2);
    });

    test("after the servers were down the room goes on, and what was written meanwhile is sent", async ({
      browser,
    }) => {
      const [an, binh] = [await come(browser, "an"), await come(browser, "binh")];
      await server.stop();
      await say(an, "trong lúc mất mạng");
      await expect(row(an, "trong lúc mất mạng")).toHaveAttribute("data-status", "queued");
      await expect(an.locator("#health")).toContainText("socket down");
      await server.start();
      await expect(row(an, "trong lúc mất mạng")).toHaveAttribute("data-status", "sent");
      expect(server.received.filter(({ event }) => event === "sendMessage")).toHaveLength(1);
      for (const page of [an, binh]) await expect(page.locator("#viewers")).toHaveText("2 watching");
      // This server keeps nothing: who came back later has missed it, and hears what comes next.
      await say(an, "mọi người còn đây không");
      await expect(row(binh, "mọi người còn đây không")).toHaveCount(1);
      await an.locator("#check").click();
      await expect(an.locator("#health")).toHaveText("socket healthy, API healthy");
      expect(server.connections()).toBe(2);
    });

    test("who writes too fast is told to wait, and loses nothing", async ({ browser }) => {
      const an = await come(browser, "an");
      // In the page itself, where a slow machine can't miss the second that it takes.
      await an.evaluate(() => {
        const part = (id: string) => document.getElementById(id);
        const look = () => {
          const isQueued = document.querySelector('#messages [data-status="queued"]') !== null;
          if (!isQueued || part("wait")?.textContent !== "wait") return;
          observer.disconnect();
          document.body.dataset.waited = "";
        };
        const observer = new MutationObserver(look);
        observer.observe(document.body, { subtree: true, childList: true, attributes: true });
        for (const text of ["một", "hai"]) {
          const input = part("text") as HTMLInputElement;
          input.value = text;
          input.dispatchEvent(new Event("input"));
          (part("composer") as HTMLFormElement).requestSubmit();
        }
      });
      await expect(an.locator("body")).toHaveAttribute("data-waited", "");
      for (const text of ["một", "hai"]) await expect(row(an, text)).toHaveAttribute("data-status", "sent");
      await expect(an.locator("#wait")).toHaveText("");
      // Where the way there is slower for the first, the server takes the second for too fast: it is sent once more.
      const sent = server.received.filter(({ event }) => event === "sendMessage").map(({ payload }) => payload.message);
      expect([...new Set(sent)]).toEqual(["một", "hai"]);
    });

    test("words to the admins go out, and notifications come in", async ({ browser }) => {
      const an = await come(browser, "an");
      await an.locator("#ask").click();
      await expect(row(an, "Không có tiếng", "#told")).toHaveAttribute("data-status", "unconfirmed");
      const asked = server.received.filter(({ event }) => event === "chatWithAdmin");
      expect(asked).toMatchObject([{ payload: { message: "Không có tiếng", userId: "an" } }]);
      server.push("an", "notification", {
        id: "n1",
        type: "info",
        title: "Bắt đầu",
        message: "",
        timestamp: Date.now(),
      });
      await expect(an.locator("#unread")).toHaveText("1 unread");
    });
  });
}

test("the page of the docs works as it is printed", async ({ browser, baseURL }) => {
  const docs = readFileSync(join(import.meta.dirname, "../../../docs/without-react.md"), "utf8");
  const [, printed = ""] = /^```html\n([\s\S]*?)^```/m.exec(docs) ?? [];
  const html = printed
    .replace("/lobbykit.global.js", `${baseURL}/lobbykit.global.js`)
    .replace("https://gateway.example.com", server.url)
    .replace("https://api.example.com/api/v1", server.apiUrl)
    .replace('"…"', JSON.stringify(server.tokens("an").refreshToken));
  // A server of its own: what a test puts into the browser by hand may ask nothing of this machine.
  const own = createServer((_request, response) => {
    response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
    response.end(html);
  });
  await new Promise<void>((listening) => own.listen(0, "127.0.0.1", listening));
  const context = await browser.newContext();
  contexts.push(context);
  const page = await context.newPage();
  page.on("pageerror", (error) => complaints.push(`page error: ${error.message}`));
  await page.goto(`http://127.0.0.1:${(own.address() as AddressInfo).port}/`);
  await expect(page.locator("#status")).toHaveText("live, 1 watching");
  await page.getByRole("textbox").fill("xin chào");
  await page.keyboard.press("Enter");
  await expect(page.locator("#messages li")).toHaveText(["An: xin chào"]);
  await expect(page.locator("#messages li")).toHaveAttribute("data-status", "sent");
  server.push("an", "newMessage", {
    roomId: "hall",
    userId: "binh",
    username: "Bình",
    message: "<b>chào</b>",
    timestamp: 1,
  });
  await expect(page.getByText("Bình: <b>chào</b>")).toHaveCount(1);
  own.close();
});

test("in Vue another room id leaves the old room and comes into the new one", async ({ browser }) => {
  const context = await browser.newContext();
  contexts.push(context);
  const page = await context.newPage();
  const { accessToken, refreshToken } = server.tokens("an");
  const address = { url: server.url, api: server.apiUrl, user: "an", name: "An", room: "hall" };
  await page.goto(`/vue.html?${new URLSearchParams({ ...address, token: accessToken, refresh: refreshToken })}`);
  await expect.poll(() => server.members("hall")).toEqual(["an"]);
  await page.locator("#move").click();
  await expect.poll(() => server.members("attic")).toEqual(["an"]);
  await expect.poll(() => server.members("hall")).toEqual([]);
});
