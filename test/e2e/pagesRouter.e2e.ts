import { expect, type Page, test } from "@playwright/test";
import { connectionsOf } from "./support/demoServer.js";
import { freshName, live, type Person, signIn } from "./support/people.js";
import { rushTwice } from "./support/rush.js";

/** The study halls, which are pages of the Pages Router; everything else of the demo is of the App Router. */

const people: Person[] = [];

test.afterEach(async () => {
  for (const { complaints, context } of people.splice(0)) {
    expect(complaints).toEqual([]);
    await context.close();
  }
});

async function come(...given: Parameters<typeof signIn>): Promise<Person> {
  const person = await signIn(...given);
  people.push(person);
  return person;
}

/** Marks the page, so that a reload shows. */
const mark = (page: Page) => page.evaluate(() => Object.assign(window, { marked: true }));
const isMarked = (page: Page) => page.evaluate(() => "marked" in window);

test("the server renders the hall with its looks and who is signed in, before any script has run", async ({
  browser,
}) => {
  const { context } = await come(browser, { as: "kenji" });
  const html = await (await context.request.get("/study/ielts-speaking")).text();
  expect(html).toMatch(/<html[^>]* lang="en"/);
  expect(html).toContain('class="lobby-chat');
  expect(html).toMatch(/<textarea[^>]*aria-label="Message to IELTS Speaking Club"/);
  expect(html).toContain('aria-label="Account: Kenji Mori"');
  expect(html).toMatch(/<title[^>]*>IELTS Speaking Club: Study halls · Sen<\/title>/);

  const still = await browser.newContext({ javaScriptEnabled: false, storageState: await context.storageState() });
  const page = await still.newPage();
  await page.goto("/study/ielts-speaking");
  const room = page.locator(".lobby-chat");
  await expect(room).toBeVisible();
  // Of lobbykit's stylesheet, and of the demo's, which is in no layer and wins.
  await expect(room).toHaveCSS("display", "flex");
  await expect(page.getByRole("main")).toHaveCSS("display", "grid");
  await still.close();
});

test("two people talk, one under each router, and see each other in the hall", async ({ browser }) => {
  const [chi, dung] = [await come(browser, { as: "chi" }), await come(browser, { as: "dung" })];
  await chi.open("/study/react-k12");
  await dung.open("/chat/room/react-k12");
  const [asked, answered] = [`Học bài mấy ${freshName("nhỉ")}`, `Bài 4 ${freshName("nhé")}`];
  await chi.say(asked);
  await dung.sees(asked, "received");
  await dung.say(answered);
  await chi.sees(answered, "received");

  const seat = chi.page.locator(".seats li").filter({ hasText: "Phan Quốc Dũng" });
  await expect(seat.locator(".lobby-online")).toHaveText("Online");
  await dung.open("/study/react-k12");
  await expect(seat.locator(".lobby-online")).toHaveText("in the study hall");
  for (const { page } of [chi, dung])
    await expect(page.locator(".hall-head .lobby-viewers")).toContainText("2 watching");
  await dung.page.getByRole("button", { name: "Start 25 minutes" }).click();
  await expect(seat.locator(".lobby-online")).toHaveText("studying React từ đầu · K12");
});

test("an invitation leads into its hall by next/router, without a reload", async ({ browser }) => {
  const [chi, kenji] = [await come(browser, { as: "chi" }), await come(browser, { as: "kenji" })];
  await kenji.visit("/study");
  await mark(kenji.page);
  const opened = kenji.opened();
  await chi.open("/study/portfolio");
  await chi.page.getByRole("button", { name: "Invite Kenji Mori" }).click();
  await expect(chi.page.getByRole("button", { name: "Invited" })).toBeDisabled();

  await expect(kenji.page.locator(".lobby-toaster")).toContainText("Come and study with me: UI/UX Portfolio Lab");
  await kenji.page.locator(".lobby-bell").click();
  const entry = kenji.page.locator(".lobby-notification").filter({ hasText: "Come and study with me" }).first();
  await entry.getByRole("link").first().click();
  await kenji.page.waitForURL("**/study/portfolio");
  await expect(kenji.page.getByRole("heading", { level: 1 })).toHaveText("UI/UX Portfolio Lab");
  await expect(kenji.page.locator(".lobby-chat")).toHaveAttribute("data-status", "ready");
  expect(await isMarked(kenji.page)).toBe(true);
  expect(kenji.opened()).toBe(opened);
});

test("fifty fast changes of the page leave one websocket and no listener more", async ({ browser, baseURL }) => {
  const name = freshName("Study");
  const person = await come(browser, { name });
  const { page } = person;
  await person.open("/study/react-k12");
  await mark(page);
  await rushTwice(person, () => connectionsOf(baseURL ?? "", name));
  expect(await isMarked(page)).toBe(true);
});

test("another language comes without a reload, and stays; so do the pages of the other router", async ({ browser }) => {
  const person = await come(browser, { as: "minh" });
  const { page } = person;
  await person.open("/study/portfolio");
  await mark(page);
  await page.getByRole("textbox", { name: /^Message to/ }).fill("nháp");
  await page.getByRole("button", { name: /^Language/ }).click();
  await expect(page.getByRole("heading", { name: "Bạn cùng lớp" })).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", "vi");
  await expect(page.getByRole("textbox", { name: /UI\/UX Portfolio Lab/ })).toHaveValue("nháp");
  await page.getByRole("link", { name: "Tất cả các phòng" }).click();
  await expect(page.getByRole("heading", { name: "Phòng tự học" })).toBeVisible();
  await expect(page).toHaveTitle(/Phòng tự học · Sen$/);
  expect(await isMarked(page)).toBe(true);

  await page.getByRole("link", { name: "Khoá học" }).click();
  await page.waitForURL("**/courses");
  await live(page);
  await page.getByRole("link", { name: "Tự học" }).click();
  await page.waitForURL("**/study");
  await live(page);
  expect(person.sockets()).toBe(1);
});

test("signed out the halls lead to the door, and a hall that is not there is nothing", async ({ browser, request }) => {
  expect((await request.post("/api/study/react-k12", { data: { guestId: "an" } })).status()).toBe(401);
  const { page, context, complaints } = await come(browser, { as: "dung" });
  expect((await context.request.post("/api/study/portfolio", { data: { guestId: "an" } })).status()).toBe(403);
  expect((await page.goto("/study/nowhere"))?.status()).toBe(404);
  await expect(page.getByText("There is nothing here.")).toBeVisible();
  // Which Chromium says of any page that is not found.
  expect(complaints.splice(0)).toEqual([expect.stringContaining("404 (Not Found)")]);
  await context.clearCookies();
  await page.goto("/study");
  await expect(page.getByText("Continue as")).toBeVisible();
});
