import { expect, type Page, test } from "@playwright/test";
import { type Cable, layCable } from "./support/cable.js";
import { live, type Person, signIn } from "./support/people.js";

let cable: Cable;
let an: Person;

test.beforeEach(async ({ browser, baseURL }) => {
  cable = await layCable(Number(new URL(baseURL ?? "").port));
  an = await signIn(browser, { as: "an" }, { baseURL: cable.url, breaksNetwork: true });
});

test.afterEach(async () => {
  expect(an.complaints).toEqual([]);
  await an.context.close();
  await cable.close();
});

/** What the board shows now, as one text. */
const board = (page: Page) => page.locator(".market-board").innerText();

async function moves(page: Page): Promise<void> {
  const before = await board(page);
  await expect.poll(() => board(page)).not.toBe(before);
}

test("prices move, go stale when the network is cut, and move again when it is back", async () => {
  const { page } = an;
  await an.visit("/market");
  await expect(page.locator(".lobby-ticker")).toHaveCount(50);
  await expect(page.locator(".lobby-ticker[data-loading]")).toHaveCount(0);
  await moves(page);
  cable.cut();
  await expect(page.locator(".lobby-ticker[data-stale]")).toHaveCount(50);
  const last = await board(page);
  cable.mend();
  await live(page);
  await expect(page.locator(".lobby-ticker[data-stale]")).toHaveCount(0);
  await expect.poll(() => board(page)).not.toBe(last);
});

test("the board is narrowed by name and by trade, and its pace is everybody's", async () => {
  const { page } = an;
  await an.visit("/market");
  await page.getByRole("button", { name: "Finance", exact: true }).click();
  await expect(page.locator(".lobby-ticker")).toHaveCount(4);
  await page.getByRole("searchbox").fill("heo");
  await expect(page.locator(".lobby-ticker")).toHaveCount(1);
  await page.getByRole("searchbox").fill("không có");
  await expect(page.getByText("No company of that name.")).toBeVisible();

  const pace = page.getByRole("slider", { name: "Updates a second" });
  const told = page.waitForResponse("**/api/market");
  await pace.press("Home");
  await expect(page.getByRole("status").filter({ hasText: "off" })).toBeVisible();
  await told;
  await page.reload();
  await expect(pace).toHaveAttribute("aria-valuetext", "off");
  await pace.press("End");
  await expect(pace).toHaveAttribute("aria-valuetext", "1,000/s");
  await moves(page);
  // It is for nobody else to pay for.
  await pace.press("Home");
  await expect(page.getByRole("status").filter({ hasText: "off" })).toBeVisible();
});
