import { expect, test } from "@playwright/test";
import { type ElearningServer, startElearningServer } from "../../servers/elearning.js";
import { open, type Person } from "./support/person.js";

let server: ElearningServer;
const people: Person[] = [];

test.beforeEach(async () => {
  server = await startElearningServer();
});

test.afterEach(async () => {
  for (const { complaints, context } of people.splice(0)) {
    expect(complaints).toEqual([]);
    await context.close();
  }
  await server.stop();
});

const names: Readonly<Record<string, string>> = { an: "Nguyễn An", lan: "Cô Lan" };

async function come(browser: Parameters<typeof open>[0], id: string, options?: Parameters<typeof open>[2]) {
  const other = id === "an" ? "lan" : "an";
  const person = await open(
    browser,
    {
      preset: "elearning",
      url: server.url,
      api: server.apiUrl,
      user: id,
      name: names[id] ?? id,
      token: await server.token(id),
      with: other,
      withName: names[other] ?? other,
      video: "lesson-3",
    },
    options,
  );
  people.push(person);
  await expect(person.composer).toBeVisible();
  return person;
}

test("a student and a teacher write to each other, and see the same after a reload", async ({ browser }) => {
  const [an, lan] = [await come(browser, "an"), await come(browser, "lan")];
  await an.say("Thưa cô, bài 3 em chưa hiểu");
  await lan.sees("Thưa cô, bài 3 em chưa hiểu", "received");
  await an.sees("Thưa cô, bài 3 em chưa hiểu", "unconfirmed");
  await lan.say("Em hỏi câu nào?");
  await an.sees("Em hỏi câu nào?", "received");
  expect(server.connections()).toBe(2);
  await an.page.reload();
  await an.sees("Thưa cô, bài 3 em chưa hiểu", "read");
  await an.sees("Em hỏi câu nào?", "received");
  expect(server.connections()).toBe(2);
});
