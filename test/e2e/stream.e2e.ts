import { expect, test } from "@playwright/test";
import { freshName, type Person, signIn } from "./support/people.js";

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

test("a gift is charged once however often it is clicked, and everybody sees it", async ({ browser }) => {
  const name = freshName("An");
  const [an, binh] = [await come(browser, { name }), await come(browser, { name: freshName("Binh") })];
  await Promise.all([an.open("/live/live-react"), binh.open("/live/live-react")]);
  const purse = an.page.locator(".wallet-balance");
  await expect(purse).toHaveText("1000");
  await an.page.getByRole("button", { name: "Send a gift" }).click();
  const shop = an.page.getByRole("dialog");
  await shop.getByRole("radio", { name: /^Lantern/ }).click();
  await shop.getByRole("button", { name: /^Send Lantern/ }).dblclick();
  await expect(purse).toHaveText("940");
  for (const { page } of [an, binh]) {
    const given = page.locator('.lobby-row[data-kind="gift"]').filter({ hasText: name });
    await expect(given).toHaveCount(1);
    await expect(given).toContainText("Lantern");
  }
  // The server says the same as the page.
  await an.page.reload();
  await expect(purse).toHaveText("940");
});

test("a top-up is in the wallet at once, in every tab", async ({ browser }) => {
  const an = await come(browser, { name: freshName("An") });
  await an.open("/live/live-react");
  const tab = await an.context.newPage();
  await tab.goto("/live/live-market");
  await expect(tab.locator(".wallet-balance")).toHaveText("1000");
  await an.page.getByRole("button", { name: "Top up 500" }).click();
  for (const page of [an.page, tab]) await expect(page.locator(".wallet-balance")).toHaveText("1500");
});

test("on a phone the chat's field is on the screen with the picture, and with magnified text the chat can be scrolled to", async ({
  browser,
}) => {
  const { page, open } = await come(browser, { name: freshName("An") });
  await page.setViewportSize({ width: 390, height: 844 });
  await open("/live/live-react");
  const field = page.getByRole("textbox", { name: /^Message to / });
  const picture = page.locator(".stage");
  await expect(field).toBeInViewport({ ratio: 1 });
  await expect(picture).toBeInViewport({ ratio: 1 });
  // A screen of 1280 × 800 at 200 %.
  await page.setViewportSize({ width: 640, height: 400 });
  await field.click();
  await expect(field).toBeFocused();
  await expect(picture).not.toBeInViewport({ ratio: 0.5 });
});

test("who looks on sees the stream end and begin", async ({ browser }) => {
  const [host, binh] = [await come(browser, { as: "thang" }), await come(browser, { name: freshName("Binh") })];
  await Promise.all([host.open("/live/live-market"), binh.open("/live/live-market")]);
  const air = binh.page.locator(".stage .air");
  await expect(air).toHaveText("Live");
  await expect(binh.page.getByRole("button", { name: "End stream" })).toHaveCount(0);
  await host.page.getByRole("button", { name: "End stream" }).click();
  await expect(air).toHaveText("Not live");
  await expect(binh.page.getByText("Đặng Đức Thắng is not live yet.")).toBeVisible();
  await host.page.getByRole("button", { name: "Go live" }).click();
  await expect(air).toHaveText("Live");

  // Nobody else begins or ends it, whatever he sends.
  const refused = await binh.page.request.post("/api/live/live-market", { data: { live: false } });
  expect(refused.status()).toBe(403);
});

test("a thousand messages a second leave the page usable, and stop when they are told to", async ({ browser }) => {
  const [an, binh] = [await come(browser, { name: freshName("An") }), await come(browser, { name: freshName("Binh") })];
  await Promise.all([an.open("/live/live-ielts"), binh.open("/live/live-ielts")]);
  const slider = an.page.getByRole("slider", { name: "Messages a second" });
  await slider.press("End");
  await expect(slider).toHaveAttribute("aria-valuetext", "1,000/s");
  const last = () => binh.page.locator(".lobby-row").last().innerText();
  await expect(binh.page.locator(".lobby-row").nth(20)).toBeAttached();
  const before = await last();
  await expect.poll(last).not.toBe(before);
  // Those who look on are counted, and the list holds no more rows than it draws.
  await expect(an.page.locator(".stage .lobby-viewers .lobby-sr").first()).toHaveText(/^24\d /);
  expect(await binh.page.locator(".lobby-row").count()).toBeLessThan(300);

  const composer = an.page.getByRole("textbox", { name: /^Message to/ });
  await an.say("nghe rõ không?");
  await expect(composer).toHaveValue("");

  // Leaving the page sends them home: the last word is a person's.
  await an.visit("/live");
  await expect(binh.page.locator(".stage .lobby-viewers .lobby-sr").first()).toHaveText(/^1 /);
  const word = freshName("còn ai không");
  await binh.say(word);
  await binh.sees(word, "sent");
  await expect.poll(last).toContain(word);
});
