import { expect, test } from "@playwright/test";
import { comeIn, live, signIn } from "./support/people.js";

test("the server renders the room's frame, before any script has run", async ({ browser }) => {
  const person = await signIn(browser, { as: "kenji" });
  const answer = await person.context.request.get("/chat/room/ielts-speaking");
  const html = await answer.text();
  expect(html).toContain('class="lobby-chat');
  expect(html).toContain("IELTS Speaking Club");
  expect(html).toMatch(/<textarea[^>]*aria-label="Message to IELTS Speaking Club"/);
  await person.context.close();
});

test.describe("every page", () => {
  const pages = [
    "/chat",
    "/chat/room/react-k12",
    "/chat/with/lan",
    "/courses",
    "/courses/ielts-speaking",
    "/live",
    "/live/live-react",
    "/market",
    "/support",
    "/support/console",
    // Of the Pages Router.
    "/study",
    "/study/react-k12",
  ];
  for (const options of [
    { colorScheme: "light" as const, locale: "en-US", timezoneId: "Asia/Ho_Chi_Minh" },
    {
      colorScheme: "dark" as const,
      locale: "vi-VN",
      timezoneId: "America/Los_Angeles",
      viewport: { width: 390, height: 844 },
    },
  ]) {
    test(`hydrates without a warning or an error (${options.colorScheme}, ${options.timezoneId})`, async ({
      browser,
    }) => {
      const person = await signIn(browser, { as: "chi" }, options);
      for (const path of pages) {
        await person.page.goto(path);
        await live(person.page);
        const wide = await person.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(wide, `${path} is no wider than the window`).toBeLessThanOrEqual(0);
      }
      expect(person.complaints).toEqual([]);
      await person.context.close();
    });
  }
});

test("language and appearance change at once, and stay", async ({ browser }) => {
  const person = await signIn(browser, { as: "minh" });
  const { page } = person;
  await person.open("/chat/room/portfolio");
  await page.getByRole("button", { name: /^Language/ }).click();
  await expect(page.getByRole("heading", { name: "Tin nhắn" })).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", "vi");
  const appearance = page.getByRole("button", { name: /^Giao diện/ });
  await appearance.click();
  await appearance.click();
  await expect(page.locator("html")).toHaveAttribute("data-lobby-theme", "dark");
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("data-lobby-theme", "dark");
  await expect(page.locator("html")).toHaveAttribute("lang", "vi");
  expect(person.complaints).toEqual([]);
  await person.context.close();
});

test("on a phone the list leads to the conversation, and back", async ({ browser }) => {
  const person = await signIn(browser, { as: "chi" }, { viewport: { width: 360, height: 740 }, hasTouch: true });
  const { page } = person;
  await person.visit("/chat");
  await page.locator(".lobby-conversation-name", { hasText: /^Vũ Thu Hà$/ }).tap();
  await page.waitForURL("**/chat/with/ha");
  await expect(page.locator(".lobby-chat")).toHaveAttribute("data-status", "ready");
  await expect(page.locator(".sidebar")).toBeHidden();
  await expect(page.getByRole("textbox", { name: /^Message to/ })).toBeInViewport();
  await page.getByRole("link", { name: "Back to the list" }).tap();
  await expect(page.locator(".sidebar")).toBeVisible();
  await expect(page.locator(".pane")).toBeHidden();
  expect(person.complaints).toEqual([]);
  await person.context.close();
});

test("signed out, the pages lead to the door and the APIs refuse", async ({ browser, request }) => {
  for (const path of ["/api/token", "/api/people", "/api/lobby/conversations?limit=10"])
    expect((await request.get(path)).status()).toBe(401);
  const person = await comeIn(browser, { as: "dung" });
  await person.page.getByRole("button", { name: /^Account/ }).click();
  await person.page.getByRole("button", { name: "Sign out" }).click();
  await person.page.waitForURL("**/");
  await person.page.goto("/chat/room/react-k12");
  await expect(person.page.getByText("Continue as")).toBeVisible();
  expect(person.sockets()).toBe(0);
  expect(person.complaints).toEqual([]);
  await person.context.close();
});
