import { expect, type Page, test } from "@playwright/test";
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

/** What the pill under the player says to screen readers. */
const viewers = (page: Page) => page.locator(".course-now .lobby-viewers .lobby-sr").first();

test("two tabs of one person are one viewer, and a second person is the second", async ({ browser }) => {
  const an = await come(browser, { name: freshName("An") });
  await an.visit("/courses/portfolio");
  await expect(viewers(an.page)).toHaveText(/^1 /);
  const tab = await anotherTab(an, "/courses/portfolio");
  const binh = await come(browser, { name: freshName("Binh") });
  await binh.visit("/courses/portfolio");
  for (const page of [an.page, tab, binh.page]) await expect(viewers(page)).toHaveText(/^2 /);
  await tab.close();
  await binh.page.getByRole("link", { name: "Courses" }).first().click();
  await expect(viewers(an.page)).toHaveText(/^1 /);
});

test("classmates see who is there and what he watches", async ({ browser }) => {
  const [binh, kenji] = [await come(browser, { as: "binh" }), await come(browser, { as: "kenji" })];
  await Promise.all([binh.visit("/courses/portfolio"), kenji.visit("/courses/portfolio")]);
  await kenji.page.getByRole("button", { name: "Play", exact: true }).click();
  await expect(binh.page.locator(".classmates")).toContainText("Mori watching lesson 3");
  await kenji.page.getByRole("button", { name: "Pause" }).click();
  await expect(binh.page.locator(".classmates")).not.toContainText("watching");
});

test("a comment and stars arrive at the others while they look", async ({ browser }) => {
  const [an, binh] = [await come(browser, { name: freshName("An") }), await come(browser, { name: freshName("Binh") })];
  await Promise.all([an.visit("/courses/ielts-speaking"), binh.visit("/courses/ielts-speaking")]);
  const text = freshName("Bài hai hay quá");
  await binh.page.locator(".lobby-comments-head").scrollIntoViewIfNeeded();
  await an.page.getByRole("textbox", { name: /comment/i }).fill(text);
  await an.page.getByRole("button", { name: "Post" }).click();
  for (const { page } of [an, binh]) {
    await expect(page.locator(".lobby-comments-list").getByText(text)).toHaveCount(1);
  }
  const given = binh.page.locator(".lobby-rating-count");
  const before = Number(/\d+/.exec(await given.innerText())?.[0]);
  await an.page.getByRole("radio", { name: /^4/ }).click();
  await expect(given).toContainText(String(before + 1));
  // The same person again is not one more.
  await an.page.getByRole("radio", { name: /^5/ }).click();
  await expect(binh.page.locator(".lobby-rating-bars")).toBeVisible();
  await expect(given).toContainText(String(before + 1));

  // And they are there for who comes later.
  await binh.page.reload();
  await expect(binh.page.locator(".lobby-comments-list").getByText(text)).toHaveCount(1);
});
