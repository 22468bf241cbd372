import { expect, test } from "@playwright/test";
import { type NestServer, startNestServer } from "../../servers/nest.js";
import { glimpse } from "../support/glimpse.js";
import { open, type Person } from "./support/person.js";

let server: NestServer;
const people: Person[] = [];

test.beforeEach(async () => {
  server = await startNestServer();
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
  const other = id === "an" ? "binh" : "an";
  const person = await open(
    browser,
    {
      preset: "nest",
      url: server.url,
      user: id,
      name: names[id] ?? id,
      token: await server.token(id, names[id]),
      room: "planning",
      with: other,
      withName: names[other] ?? other,
    },
    options,
  );
  people.push(person);
  await expect(person.page.locator(".lobby-chat")).toHaveAttribute("data-status", "ready");
  return person;
}

test("two in a channel write to each other, see who types and who is there, and find it again after a reload", async ({
  browser,
}) => {
  const [an, binh] = [await come(browser, "an"), await come(browser, "binh")];
  await expect(an.page.getByTestId("other")).toHaveAttribute("data-presence", "online");
  const typing = glimpse(an.page, ".lobby-typing", "Trần Bình is typing…");
  await binh.composer.pressSequentially("ok");
  await typing;
  await binh.page.keyboard.press("Enter");
  await an.sees("ok", "received");
  await binh.sees("ok", "sent");
  server.habits.tells = "last";
  await an.say("xong rồi");
  await an.sees("xong rồi", "sent");
  await binh.sees("xong rồi", "received");
  expect(server.transports()).toEqual(["websocket", "websocket"]);
  await an.page.reload();
  await an.sees("ok", "received");
  await an.sees("xong rồi", "sent");
  expect(server.transports()).toEqual(["websocket", "websocket"]);
});

test("a refusal is shown with its text kept; a notice rings the bell", async ({ browser }) => {
  const an = await come(browser, "an");
  server.habits.muted.add("an");
  await an.say("không được nói");
  await an.sees("không được nói", "failed");
  server.habits.muted.clear();
  await an.row("không được nói").getByRole("button", { name: "Retry" }).click();
  await an.sees("không được nói", "sent");
  server.notify("an", { id: "n1", title: "Sprint 7", body: "Begins now.", at: new Date().toISOString() });
  await an.page.getByRole("button", { name: "Notifications, 1 unread" }).click();
  await expect(an.page.getByRole("dialog").getByText("Sprint 7")).toBeVisible();
});

test("a gateway that has forgotten everything is told it all again", async ({ browser }) => {
  const [an, binh] = [await come(browser, "an", { breaks: true }), await come(browser, "binh", { breaks: true })];
  await an.say("trước");
  await binh.sees("trước", "received");
  await server.stop();
  await an.say("trong lúc khởi động lại");
  await an.sees("trong lúc khởi động lại", "queued");
  await server.start();
  await binh.sees("trong lúc khởi động lại", "received");
  await an.sees("trong lúc khởi động lại", "sent");
  await expect.poll(() => server.members("planning").sort()).toEqual(["an", "binh"]);
  await expect.poll(() => server.announced().sort()).toEqual(["an", "binh"]);
  for (const who of [an, binh]) {
    await who.sees("trước");
    await expect(who.page.getByTestId("other")).toHaveAttribute("data-presence", "online");
  }

  await an.context.setOffline(true);
  await binh.say("khi an không có mạng");
  await an.say("không có mạng");
  await an.sees("không có mạng", "queued");
  await an.context.setOffline(false);
  await an.sees("khi an không có mạng", "received");
  await binh.sees("không có mạng", "received");
  await expect.poll(() => server.transports()).toEqual(["websocket", "websocket"]);
});
