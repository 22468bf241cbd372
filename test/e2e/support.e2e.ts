import { expect, test } from "@playwright/test";
import { freshName, type Person, signIn } from "./support/people.js";

let visitor: Person;
let agent: Person;
let name: string;

test.beforeEach(async ({ browser }) => {
  name = freshName("Khach");
  [visitor, agent] = [await signIn(browser, { name }), await signIn(browser, { as: "ha" })];
});

test.afterEach(async () => {
  for (const { complaints, context } of [visitor, agent]) {
    expect(complaints).toEqual([]);
    await context.close();
  }
});

test("a visitor asks, an agent takes it, answers and closes, and both see each step", async () => {
  await agent.visit("/support/console");
  await visitor.visit("/support");
  const help = visitor.page.locator(".support-chat");
  await help.getByRole("button", { name: "Certificates" }).click();
  await expect(help).toContainText("Waiting for somebody of our team");
  await help.getByRole("textbox").fill("Chứng chỉ của tôi ghi sai tên.");
  await visitor.page.keyboard.press("Enter");

  const ticket = agent.page.locator(".lobby-ticket").filter({ hasText: name });
  await expect(ticket).toContainText("Chứng chỉ của tôi ghi sai tên.");
  await expect(ticket).toContainText("Certificates");
  await ticket.click();
  await agent.page.getByRole("button", { name: "Take", exact: true }).first().click();
  await expect(help).toContainText("Vũ Thu Hà has joined");

  await agent.page.getByRole("textbox", { name: /^Message to/ }).fill("Chị sửa cho em ngay nha.");
  await agent.page.keyboard.press("Enter");
  await expect(help.getByText("Chị sửa cho em ngay nha.", { exact: true })).toHaveCount(1);
  await help.getByRole("textbox").fill("Em cảm ơn chị!");
  await visitor.page.keyboard.press("Enter");
  await expect(agent.row("Em cảm ơn chị!")).toHaveCount(1);

  await agent.page.getByRole("button", { name: "Close", exact: true }).click();
  await expect(help).toContainText("This request is closed");
  await expect(agent.page.locator(".lobby-ticket").filter({ hasText: name })).toHaveCount(0);
});

test("the desk is closed to who is not of the team", async () => {
  await visitor.visit("/support/console");
  await expect(visitor.page.getByRole("heading", { name: "The support desk is for the team." })).toBeVisible();
  await expect(visitor.page.locator(".lobby-ticket")).toHaveCount(0);
  await expect(visitor.page.getByRole("link", { name: "Desk" })).toHaveCount(0);
  await visitor.page.getByRole("link", { name: "Write to support" }).click();
  await visitor.page.waitForURL("**/support");
});
