import { type BrowserContext, expect, type Page, test } from "@playwright/test";
import { layCable } from "./support/cable.js";
import { glimpse } from "./support/glimpse.js";
import { freshName, type Person, signIn } from "./support/people.js";

const contexts: BrowserContext[] = [];
const people: Person[] = [];

test.afterEach(async () => {
  for (const context of contexts.splice(0)) await context.close();
  for (const { complaints, context } of people.splice(0)) {
    expect(complaints).toEqual([]);
    await context.close();
  }
});

/** A visitor of the plain page, who has told nobody his name. */
async function visit(browser: { newContext(options?: object): Promise<BrowserContext> }, options = {}): Promise<Page> {
  const context = await browser.newContext(options);
  contexts.push(context);
  const page = await context.newPage();
  await page.goto("/plain");
  await expect(page.locator("#status")).toHaveText("Connected");
  return page;
}

const whoIs = (page: Page) =>
  page.evaluate(async () => {
    const answer = (await (await fetch("/api/visitor")).json()) as { user: { id: string; name: string } };
    return answer.user;
  });

test("a visitor of the plain page talks with the class that watches the same stream", async ({ browser }) => {
  const name = freshName("An");
  const an = await signIn(browser, { name });
  people.push(an);
  const [asked, answered] = [`Hello from ${name}'s visitor`, `Hello, visitor of ${name}`];
  await an.open("/live/live-react");
  const page = await visit(browser);
  const visitor = await whoIs(page);
  await expect(page.getByRole("heading", { level: 1 })).not.toHaveText("Sen");
  await expect(page.locator("#live")).toBeVisible();
  await expect(page.locator("#viewers")).toHaveText(/\d+ watching/);
  await expect(page.locator("#people")).toHaveText(/^Here: ./);

  await page.getByRole("textbox", { name: "Message", exact: true }).fill(asked);
  await page.keyboard.press("Enter");
  await an.sees(asked);
  await an.say(answered);
  await expect(page.locator("#messages li").filter({ hasText: answered })).toContainText(name);

  const flight = glimpse(page, "#gift", "Visitor");
  await page.getByRole("button", { name: /^Rose|^Hoa hồng/ }).click();
  await flight;
  await expect(page.locator("#balance")).toHaveText(/^9\d\d coins$/);
  await expect(an.page.locator('.lobby-row[data-kind="gift"]').filter({ hasText: visitor.name })).toHaveCount(1);

  await page.getByRole("button", { name: "Ask the team" }).click();
  await page.getByRole("textbox", { name: "Message to the team" }).fill("No sound here");
  await page.keyboard.press("Enter");
  await expect(page.locator("#desk-messages li")).toContainText(["No sound here"]);
  await page.getByRole("button", { name: "Close" }).click();

  // The same visitor tomorrow, as long as the cookie lasts.
  await page.reload();
  await expect(page.locator("#messages .own").filter({ hasText: asked })).toHaveCount(1);
  expect(await whoIs(page)).toEqual(visitor);
});

test("what is written without a network is sent with it, and nothing of others is read as markup", async ({
  browser,
  baseURL,
}) => {
  const text = `<img src=x onerror=alert(1)> kept for ${freshName("Binh")}`;
  const cable = await layCable(Number(new URL(baseURL ?? "").port));
  const [an, binh] = [await visit(browser, { baseURL: cable.url }), await visit(browser)];
  await an.context().setOffline(true);
  cable.cut();
  await expect(an.locator("#status")).toHaveText("No network");
  await an.getByRole("textbox", { name: "Message", exact: true }).fill(text);
  await an.keyboard.press("Enter");
  await expect(an.locator("#messages li").filter({ hasText: text })).toContainText("waits");
  cable.mend();
  await an.context().setOffline(false);
  await expect(binh.locator("#messages li").filter({ hasText: text })).toBeVisible();
  await expect(binh.locator("#messages img")).toHaveCount(0);
  await an.context().close();
  await cable.close();
});

test("on a phone everything is in reach, and nothing runs over the side", async ({ browser }) => {
  const page = await visit(browser, { viewport: { width: 360, height: 700 }, hasTouch: true });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  for (const button of await page.locator("button:visible").all())
    expect((await button.boundingBox())?.height ?? 0).toBeGreaterThanOrEqual(40);
  await expect(page.getByRole("button", { name: "Send" })).toBeInViewport();
});
