import { expect, test } from "@playwright/test";
import { comeIn, freshName, idOf, type Person, signIn } from "./support/people.js";

const people: Person[] = [];

async function two(
  browser: Parameters<typeof signIn>[0],
  come: typeof signIn | typeof comeIn = signIn,
): Promise<[Person, Person, { an: string; binh: string }]> {
  const names = { an: freshName("An"), binh: freshName("Binh") };
  const [an, binh] = await Promise.all([come(browser, { name: names.an }), come(browser, { name: names.binh })]);
  people.push(an, binh);
  return [an, binh, names];
}

test.afterEach(async () => {
  for (const { complaints, context } of people.splice(0)) {
    expect(complaints).toEqual([]);
    await context.close();
  }
});

test("two people who have just signed in talk both ways, with typing and ticks", async ({ browser }) => {
  const [an, binh, names] = await two(browser, comeIn);
  await an.open(`/chat/with/${idOf(names.binh)}`);
  await an.say("Chào bạn");
  await an.sees("Chào bạn", "delivered");

  // It stands in the other's list with a badge, although he has never opened it.
  const entry = binh.page.locator(".lobby-conversation").filter({ hasText: names.an });
  await expect(entry).toContainText("Chào bạn");
  await expect(entry).toHaveAttribute("data-unread", "");
  await entry.click();
  await binh.sees("Chào bạn", "received");
  await an.sees("Chào bạn", "read");
  await expect(entry).not.toHaveAttribute("data-unread", "");

  const typing = an.page.waitForFunction(() => document.querySelector('.lobby-typing[data-state="typing"]') !== null);
  await binh.page.getByRole("textbox", { name: /^Message to/ }).pressSequentially("Chào An");
  await typing;
  await binh.page.keyboard.press("Enter");
  await an.sees("Chào An", "received");
  await expect(an.page.locator(".lobby-typing")).toHaveAttribute("data-state", "idle");
  await binh.sees("Chào An", "read");
});

test("a room is heard by everybody in it", async ({ browser }) => {
  const [an, binh, names] = await two(browser);
  await Promise.all([an.open("/chat/room/sanh-chung"), binh.open("/chat/room/sanh-chung")]);
  const [hello, answer] = [`Chào cả nhà, ${names.an} đây`, `Chào ${names.an}`];
  await an.say(hello);
  await binh.sees(hello, "received");
  await expect(binh.row(hello)).toContainText(names.an);
  await binh.say(answer);
  await an.sees(answer, "received");
});

test("a conversation is begun from the list of everybody", async ({ browser }) => {
  const [an, binh, names] = await two(browser);
  await Promise.all([an.visit("/chat"), binh.visit("/courses")]);
  await an.page.getByRole("button", { name: "New chat" }).click();
  await an.page.getByLabel("Find people and rooms").fill(names.binh);
  await an.page.getByRole("dialog").getByRole("button", { name: names.binh }).click();
  await an.page.waitForURL(`**/chat/with/${idOf(names.binh)}`);
  await an.say("Mới quen");
  await an.sees("Mới quen", "delivered");
});

test("a picture is sent by its address and shown to both", async ({ browser, baseURL }) => {
  const [an, binh, names] = await two(browser);
  await Promise.all([an.open(`/chat/with/${idOf(names.binh)}`), binh.open(`/chat/with/${idOf(names.an)}`)]);
  await an.page
    .getByRole("button", { name: /photo|picture|attach/i })
    .first()
    .click();
  await an.page.getByLabel("Address of a photo").fill(`${baseURL}/images/shared/cue-card.svg`);
  await an.page.getByRole("button", { name: "Add", exact: true }).click();
  await an.page.getByRole("textbox", { name: /^Message to/ }).press("Enter");
  for (const { page } of [an, binh]) {
    const picture = page.locator('.lobby-row[data-kind="image"] img');
    await expect(picture).toHaveCount(1);
    await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
  }
});

test("HTML and javascript: addresses are text", async ({ browser }) => {
  const [an, binh, names] = await two(browser);
  await Promise.all([an.open(`/chat/with/${idOf(names.binh)}`), binh.open(`/chat/with/${idOf(names.an)}`)]);
  const attacks = [
    '<img src=x onerror="window.hacked=1">',
    "<script>window.hacked=1</script>",
    "javascript:window.hacked=1",
    "see javascript:alert(1) and data:text/html,<b>x</b>",
  ];
  for (const attack of attacks) await an.say(attack);
  for (const attack of attacks) await binh.sees(attack);
  await an.say("but https://example.com/a?b=c is a link");
  for (const { page } of [an, binh]) {
    const link = page.locator(".lobby-bubble a");
    await expect(link).toHaveCount(1);
    await expect(link).toHaveAttribute("href", "https://example.com/a?b=c");
    await expect(link).toHaveAttribute("rel", /noopener/);
    expect(await page.locator(".lobby-bubble script, .lobby-bubble img").count()).toBe(0);
    expect(await page.evaluate(() => "hacked" in window)).toBe(false);
  }
});

test("days are set apart, what is unread has its line, and reading takes the badge away", async ({ browser }) => {
  const an = await signIn(browser, { as: "an" });
  people.push(an);
  await an.visit("/chat");
  const entry = an.page.locator(".lobby-conversation").filter({ hasText: "IELTS Speaking Club" });
  await expect(entry).toHaveAttribute("data-unread", "");
  await entry.click();
  await expect(an.page.locator(".lobby-row[data-unread-first]")).toHaveCount(1);
  await expect(an.page.locator(".lobby-row[data-new-day]").first()).toBeVisible();
  await expect(entry).not.toHaveAttribute("data-unread", "");
});

test("scrolling up loads older messages, and what is being read does not move", async ({ browser }) => {
  const an = await signIn(browser, { as: "dung" });
  people.push(an);
  await an.open("/chat/room/react-k12");
  const { page } = an;
  await page.locator(".lobby-row").last().hover();
  const oldest = "Chào cả lớp K12! Cô là Lan, tám tuần tới cô đồng hành cùng các em 👋";
  let worst = 0;
  for (let turn = 0; turn < 60 && (await an.row(oldest).count()) === 0; turn++) {
    await page.mouse.wheel(0, -600);
    // Where a row stands when the wheel has come to rest, and where it stands two frames and a page later.
    const moved = await page.evaluate(async () => {
      const list = [...document.querySelectorAll<HTMLElement>(".lobby-chat *")].find(
        (one) => one.scrollHeight > one.clientHeight + 10 && getComputedStyle(one).overflowY !== "visible",
      );
      if (list === undefined) throw new Error("no list");
      const frame = () => new Promise((next) => requestAnimationFrame(next));
      for (let last = Number.NaN, still = 0; still < 3; ) {
        await frame();
        still = list.scrollTop === last ? still + 1 : 0;
        last = list.scrollTop;
      }
      const box = list.getBoundingClientRect();
      const row = [...list.querySelectorAll<HTMLElement>(".lobby-row")].find(
        (one) => one.getBoundingClientRect().top > box.top + box.height / 3,
      );
      if (row === undefined) return 0;
      const before = row.getBoundingClientRect().top;
      await new Promise((later) => setTimeout(later, 120));
      return row.isConnected ? Math.abs(row.getBoundingClientRect().top - before) : 0;
    });
    worst = Math.max(worst, moved);
  }
  await an.sees(oldest);
  expect(worst).toBeLessThan(1);
});
