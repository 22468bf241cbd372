import { expect, test } from "@playwright/test";
import { type ShopServer, startShopServer } from "../../servers/shop.js";
import { open, type Person, setHidden } from "./support/person.js";

let server: ShopServer;
const people: Person[] = [];

test.beforeEach(async () => {
  server = await startShopServer();
});

test.afterEach(async () => {
  for (const { complaints, context } of people.splice(0)) {
    expect(complaints).toEqual([]);
    await context.close();
  }
  await server.stop();
});

async function come(browser: Parameters<typeof open>[0], id: string, options?: Parameters<typeof open>[2]) {
  const token = server.token(id);
  const csrf = server.csrf(id);
  const address = { preset: "shop", url: server.url, api: server.apiUrl, user: id, token, csrf };
  const person = await open(
    browser,
    { ...address, ...(id === "lan" ? {} : { seller: "lan" }) },
    {
      ...options,
      prepare: (context) => context.route("**/rooms.json", (route) => route.fulfill({ json: server.rooms(id) })),
    },
  );
  people.push(person);
  await expect(person.page.locator(".lobby-conversations")).toBeVisible();
  await expect.poll(server.connections).toBe(people.length);
  return person;
}

/** A room of the list, by the other's name. */
const chat = ({ page }: Person, name: string) => page.locator(".lobby-conversation").filter({ hasText: name });

test("buyer and seller write to each other by the shop's API, and nobody else sees it", async ({ browser }) => {
  server.say("lan", "an", "Chào anh, em giúp gì được ạ?");
  const [an, lan, chi] = [await come(browser, "an"), await come(browser, "lan"), await come(browser, "chi")];
  await chat(an, "lan.shop").click();
  await an.sees("Chào anh, em giúp gì được ạ?", "received");
  await chat(lan, "an.shop").click();
  for (const echo of ["before", "after", "none"] as const) {
    server.habits.echo = echo;
    await an.say(`tin ${echo}`);
    await an.sees(`tin ${echo}`, "sent");
    if (echo !== "none") await lan.sees(`tin ${echo}`, "received");
  }
  server.habits.echo = "before";
  const sent = server.requests.filter(({ line }) => line === "POST /chat");
  expect(sent.map(({ userId, csrf }) => [userId, csrf])).toEqual(Array(3).fill(["an", server.csrf("an")]));
  await lan.say("Dạ còn ạ");
  await an.sees("Dạ còn ạ", "received");
  await expect(chi.page.locator(".lobby-conversation")).toHaveCount(0);
  await expect(chi.page.getByText("tin")).toHaveCount(0);
  await expect(chi.page.getByTestId("unread")).toHaveText("0");

  await an.page.reload();
  await chat(an, "lan.shop").click();
  for (const text of ["tin before", "tin after", "tin none", "Dạ còn ạ"]) await an.sees(text);
  expect(server.connections()).toBe(3);
});

test("a message in another room counts there, in the title and by a sound, and one's own does not", async ({
  browser,
}) => {
  server.say("an", "lan", "hỏi trước");
  const [an, lan] = [await come(browser, "an"), await come(browser, "lan")];
  await expect(lan.page.getByTestId("unread")).toHaveText("1");
  await expect(lan.page).toHaveTitle(/^\(1\)/);
  await chat(an, "lan.shop").click();
  for (const { page } of [an, lan]) await setHidden(page, true);
  await an.say("còn hàng không?");
  await expect(lan.page.getByTestId("unread")).toHaveText("2");
  await expect(lan.page.locator("html")).toHaveAttribute("data-sounds", "1");
  await expect(an.page.locator("html")).not.toHaveAttribute("data-sounds");
  await setHidden(lan.page, false);
  await expect(an.page.getByTestId("unread")).toHaveText("0");
  await chat(lan, "an.shop").click();
  await lan.sees("còn hàng không?", "received");
  await expect(lan.page.getByTestId("unread")).toHaveText("0");
});

test("a question about a product begins a chat, and the seller sees which it is about", async ({ browser }) => {
  const [an, lan] = [await come(browser, "an"), await come(browser, "lan")];
  await an.page.getByRole("button", { name: "Ask about this product" }).click();
  await expect.poll(() => server.chats.map(({ url }) => url)).toEqual(["https://shop.example.com/products/7"]);
  await chat(lan, "an.shop").click();
  await lan.sees("Áo này còn cỡ M không?", "received");
  await expect(lan.row("Áo này còn cỡ M không?").getByRole("link")).toHaveAttribute(
    "href",
    "https://shop.example.com/products/7",
  );
  await chat(an, "lan.shop").click();
  await expect(an.row("Áo này còn cỡ M không?").getByRole("link")).toHaveText(/Áo dài lụa/);
});

test("what was written while the shop was down is stored once when it is back, and what was missed is there", async ({
  browser,
}) => {
  server.say("lan", "an", "trước");
  const [an, lan] = [await come(browser, "an", { breaks: true }), await come(browser, "lan", { breaks: true })];
  await chat(an, "lan.shop").click();
  await chat(lan, "an.shop").click();
  await server.stop();
  await an.say("trong lúc mất mạng");
  await expect(an.row("trong lúc mất mạng")).toHaveAttribute("data-status", /queued|sending/);
  await server.start();
  await expect.poll(server.connections).toBe(2);
  await lan.sees("trong lúc mất mạng", "received");
  await an.sees("trong lúc mất mạng", "sent");
  expect(server.chats.map(({ message }) => message)).toEqual(["trước", "trong lúc mất mạng"]);

  await an.context.setOffline(true);
  await lan.say("khi an không có mạng");
  await an.say("không có mạng");
  await an.context.setOffline(false);
  await an.sees("khi an không có mạng", "received");
  await lan.sees("không có mạng", "received");
  expect(server.connections()).toBe(2);
});
