import { expect, test } from "@playwright/test";
import { glimpse } from "./support/glimpse.js";
import { freshName, signIn } from "./support/people.js";

test("a visitor of the page in Vue talks with the class, gives a gift, and asks the team", async ({ browser }) => {
  const name = freshName("An");
  const an = await signIn(browser, { name });
  await an.visit("/live");
  const link = an.page.getByRole("link", { name: "a page in Vue" });
  await expect(link).toHaveAttribute("href", "/vue");
  await an.open("/live/live-react");

  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(`page error: ${error.message}`));
  await page.goto("/vue");
  await expect(page.locator("#status")).toHaveText("Connected");
  await expect(page.locator("#live")).toBeVisible();
  await expect(page.locator("#viewers")).toHaveText(/\d+ watching/);
  await expect(page.locator("#people")).toHaveText(/^Here: ./);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  for (const button of await page.locator("button:visible").all())
    expect((await button.boundingBox())?.height ?? 0).toBeGreaterThanOrEqual(40);

  const asked = `<img src=x onerror=alert(1)> ${name} from Vue`;
  await page.getByRole("textbox", { name: "Message", exact: true }).fill(asked);
  await page.keyboard.press("Enter");
  await an.sees(asked);
  await an.say(`Hello, ${name}'s visitor`);
  await expect(page.locator("#messages .theirs").filter({ hasText: `Hello, ${name}'s visitor` })).toContainText(name);
  await expect(page.locator("#messages img")).toHaveCount(0);

  const flight = glimpse(page, "#gift", "Visitor");
  await page.getByRole("button", { name: /^Rose|^Hoa hồng/ }).click();
  await flight;
  await expect(page.locator("#balance")).toHaveText(/^9\d\d coins$/);

  await page.getByRole("button", { name: "Ask the team" }).click();
  await page.getByRole("textbox", { name: "Message to the team" }).fill("No sound here");
  await page.keyboard.press("Enter");
  await expect(page.locator("#desk-messages li")).toContainText(["No sound here"]);
  await page.getByRole("button", { name: "Close" }).click();

  expect(complaints).toEqual([]);
  expect(an.complaints).toEqual([]);
  await context.close();
  await an.context.close();
});
