import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { freePort } from "../../scripts/ports.mjs";
import { type Cable, layCable } from "./support/cable.js";
import { connectionsOf, type DemoServer, demoServer } from "./support/demoServer.js";
import { freshName, idOf, live, type Person, signIn } from "./support/people.js";

// A demo of their own, on the build that is there: these tests kill it. The people come by a cable of their own each.

let folder: string;
let port: number;
let server: DemoServer;
let cables: readonly [Cable, Cable];
let names: { readonly an: string; readonly binh: string };
let an: Person;
let binh: Person;

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "lobbykit-network-"));
  port = await freePort(0);
  server = demoServer(port, join(folder, "lobby.db"));
  await server.start();
});

test.afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

test.beforeEach(async ({ browser }) => {
  cables = [await layCable(port), await layCable(port)];
  const [first, second] = cables;
  names = { an: freshName("An"), binh: freshName("Binh") };
  [an, binh] = await Promise.all([
    signIn(browser, { name: names.an }, { baseURL: first.url, breaksNetwork: true }),
    signIn(browser, { name: names.binh }, { baseURL: second.url, breaksNetwork: true }),
  ]);
  await Promise.all([an.open(`/chat/with/${idOf(names.binh)}`), binh.open(`/chat/with/${idOf(names.an)}`)]);
});

test.afterEach(async () => {
  const complaints = [...an.complaints, ...binh.complaints];
  await Promise.all([an.context.close(), binh.context.close()]);
  await Promise.all(cables.map((cable) => cable.close()));
  expect(complaints).toEqual([]);
});

/** How many sockets the server holds of each of the two. */
function connections(): Promise<number[]> {
  return Promise.all([names.an, names.binh].map((name) => connectionsOf(server.url, name)));
}

/** Both see these messages, once each, in this order, as their last ones. */
async function bothEndWith(texts: readonly string[]): Promise<void> {
  for (const { page, row } of [an, binh]) {
    const last = () =>
      page
        .locator(".lobby-row .lobby-bubble")
        .allInnerTexts()
        .then((all) => all.slice(-texts.length));
    await expect.poll(last).toEqual(texts);
    for (const text of texts) await expect(row(text)).toHaveCount(1);
  }
}

test("what is written while the network is cut waits, and arrives once when it is back", async () => {
  await an.say("trước khi đứt");
  await bothEndWith(["trước khi đứt"]);
  cables[0].cut();
  for (const text of ["một", "hai", "ba"]) await an.say(text);
  await an.sees("ba", "queued");
  await binh.say("bên kia vẫn gửi");
  await binh.sees("bên kia vẫn gửi", "sent");
  cables[0].mend();
  await live(an.page);
  await an.sees("ba", "read");
  await expect(binh.row("một")).toHaveCount(1);
  await bothEndWith(["trước khi đứt", "bên kia vẫn gửi", "một", "hai", "ba"]);
  expect(await connections()).toEqual([1, 1]);
});

test("a device without network says so, and sends what was written as soon as it is back", async () => {
  await an.context.setOffline(true);
  cables[0].cut();
  await an.say("gõ lúc không có mạng");
  await an.sees("gõ lúc không có mạng", "queued");
  await expect(an.page.locator(".lobby-connection-banner")).toContainText(/offline/i);
  cables[0].mend();
  await an.context.setOffline(false);
  await an.sees("gõ lúc không có mạng", "read");
  await bothEndWith(["gõ lúc không có mạng"]);
  await expect(an.page.locator(".lobby-connection-banner")).toHaveCount(0);
});

test("what was not sent yet outlives a reload and a closed tab, and arrives once and in order", async () => {
  const path = `/chat/with/${idOf(names.binh)}`;
  const { context } = an;
  const line = { open: true, cut: [] as (() => Promise<void>)[] };
  await context.routeWebSocket(/\/socket\.io\//, (socket) => {
    if (!line.open) return void socket.close();
    socket.connectToServer();
    line.cut.push(() => socket.close());
  });
  await an.open(path);
  line.open = false;
  for (const cut of line.cut) await cut();
  await an.say("một");
  await an.say("hai");
  await an.sees("hai", "queued");
  await an.page.reload();
  await an.sees("một", "queued");
  await an.sees("hai", "queued");
  await an.say("ba");
  await an.sees("ba", "queued");
  const tab = await context.newPage();
  await tab.goto(path);
  const rowIn = (text: string) => tab.locator(".lobby-row").filter({ has: tab.getByText(text, { exact: true }) });
  await an.page.close();
  await expect(rowIn("ba")).toHaveAttribute("data-status", "queued");
  line.open = true;
  await live(tab);
  for (const text of ["một", "hai", "ba"]) {
    await expect(rowIn(text)).toHaveAttribute("data-status", "read");
    await expect(binh.row(text)).toHaveCount(1);
  }
  const bubbles = await binh.page.locator(".lobby-row .lobby-bubble").allInnerTexts();
  expect(bubbles.slice(-3)).toEqual(["một", "hai", "ba"]);
  const kept = () => tab.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("lobbykit outbox")));
  await expect.poll(kept).toEqual([]);
});

test("ten flaps lose nothing and double nothing", async () => {
  const texts: string[] = [];
  for (let flap = 0; flap < 10; flap++) {
    const text = `nhịp ${flap}`;
    texts.push(text);
    await an.say(text);
    cables[0].cut();
    await an.page.waitForTimeout(50 + flap * 25);
    cables[0].mend();
  }
  await live(an.page);
  await bothEndWith(texts);
});

test("a connection that has died in silence is noticed, and nothing written on it is lost", async () => {
  cables[0].silence();
  await an.say("vào khoảng không");
  await expect(an.row("vào khoảng không")).toHaveAttribute("data-status", /sending|queued/);
  // The server pings every 15 s and gives 10 s: the client knows after that.
  await expect
    .poll(() => an.page.evaluate(() => (window as unknown as { sen: { status: string } }).sen.status), {
      timeout: 60_000,
    })
    .not.toBe("live");
  cables[0].mend();
  await an.sees("vào khoảng không", "read");
  await bothEndWith(["vào khoảng không"]);
});

test("after a restart of the server history is there, both come back by themselves, and nothing is doubled", async () => {
  await an.say("trước khi khởi động lại");
  await bothEndWith(["trước khi khởi động lại"]);
  await server.stop();
  await an.say("gõ lúc máy chủ nghỉ");
  await binh.say("bình cũng gõ");
  await an.sees("gõ lúc máy chủ nghỉ", "queued");
  await server.start();
  await Promise.all([live(an.page), live(binh.page)]);
  await an.sees("gõ lúc máy chủ nghỉ", "read");
  await binh.sees("bình cũng gõ", "read");
  await an.sees("trước khi khởi động lại", "read");
  await binh.sees("gõ lúc máy chủ nghỉ", "received");
  await an.sees("bình cũng gõ", "received");
});

test("a server killed in the middle of sending loses nothing and doubles nothing", async () => {
  const texts = Array.from({ length: 12 }, (_, index) => `tin số ${index + 1}`);
  for (const text of texts.slice(0, 6)) await an.say(text);
  const dying = server.kill();
  for (const text of texts.slice(6)) await an.say(text);
  await dying;
  await server.start();
  await Promise.all([live(an.page), live(binh.page)]);
  await bothEndWith(texts);
  await an.sees("tin số 12", "read");
});

test("reading back after a reload shows the same history", async () => {
  await an.say("còn đây không?");
  await bothEndWith(["còn đây không?"]);
  await server.kill();
  await server.start();
  await an.page.reload();
  await an.sees("còn đây không?");
  await Promise.all([live(an.page), live(binh.page)]);
  expect(await connections()).toEqual([1, 1]);
});
