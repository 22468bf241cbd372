import { expect, type Page, test } from "@playwright/test";
import { glimpse } from "./support/glimpse.js";
import { anotherTab, freshName, type Person, signIn } from "./support/people.js";

const people: Person[] = [];

test.afterEach(async () => {
  for (const { complaints, context } of people.splice(0)) {
    expect(complaints).toEqual([]);
    await context.close();
  }
});

async function come(browser: Parameters<typeof signIn>[0], who: Parameters<typeof signIn>[1]): Promise<Person> {
  const person = await signIn(browser, who);
  people.push(person);
  return person;
}

const bell = (page: Page) => page.locator(".lobby-bell");
/** By what the bell says, which says nothing before it knows. */
const unread = async (page: Page) => Number(/\d+/.exec((await bell(page).getAttribute("aria-label")) ?? "")?.[0] ?? 0);

test("a purchase is told to the teacher and the team, and read in one tab it is read in the other", async ({
  browser,
}) => {
  const name = freshName("Mua");
  const [minh, ha] = [await come(browser, { as: "minh" }), await come(browser, { as: "ha" })];
  await Promise.all([minh.visit("/courses"), ha.visit("/courses")]);
  const tab = await anotherTab(minh, "/market");
  await expect(minh.page.locator(".lobby-notifications-bell")).toHaveAttribute("data-status", "ready");
  const before = await unread(minh.page);
  const buyer = await come(browser, { name });
  await buyer.visit("/courses/portfolio");
  const toast = glimpse(tab, ".lobby-toaster", name);
  await buyer.page.getByRole("button", { name: "Buy this course" }).click();
  await expect(buyer.page.getByText("You are in this course")).toBeVisible();

  // The tab that is looked at shows it at once; the bells of all count it.
  for (const page of [minh.page, tab]) await expect.poll(() => unread(page)).toBe(before + 1);
  await expect.poll(() => unread(ha.page)).toBeGreaterThan(0);
  await toast;

  await bell(minh.page).click();
  const entry = minh.page.locator(".lobby-notification").filter({ hasText: name });
  await expect(entry).toContainText("UI/UX Portfolio Lab");
  await entry.getByRole("link").first().click();
  await minh.page.waitForURL("**/courses/portfolio");
  for (const page of [minh.page, tab]) await expect.poll(() => unread(page)).toBe(before);

  // Bought is bought: there is no second time, and no second word of it.
  await buyer.page.reload();
  await expect(buyer.page.getByText("You are in this course")).toBeVisible();
  await expect(buyer.page.getByRole("button", { name: "Buy this course" })).toHaveCount(0);
});

test("a comment under his course reaches a teacher, wherever he is", async ({ browser }) => {
  const [thang, an] = [await come(browser, { as: "thang" }), await come(browser, { name: freshName("An") })];
  await Promise.all([thang.visit("/chat"), an.visit("/courses/sen-finance")]);
  const text = freshName("Thầy giảng dễ hiểu");
  await an.page.getByRole("textbox", { name: /comment/i }).fill(text);
  const toast = glimpse(thang.page, ".lobby-toaster", text);
  await an.page.getByRole("button", { name: "Post" }).click();
  await toast;
});
