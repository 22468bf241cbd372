import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { freePort } from "../../scripts/ports.mjs";
import { connectionsOf, demoServer } from "./support/demoServer.js";
import { freshName, live, signIn } from "./support/people.js";
import { rushTwice } from "./support/rush.js";

test("fifty fast changes of the page leave one websocket and no listener more", async ({ browser, baseURL }) => {
  const name = freshName("Rush");
  const person = await signIn(browser, { name });
  await person.open("/chat/room/react-k12");
  await rushTwice(person, () => connectionsOf(baseURL ?? "", name));

  // And it still works.
  await person.open("/chat/room/sanh-chung");
  const text = `vẫn sống ${name}`;
  await person.say(text);
  await person.sees(text);
  expect(person.complaints).toEqual([]);
  await person.context.close();
  await expect.poll(() => connectionsOf(baseURL ?? "", name)).toBe(0);
});

test("so they do in development, where StrictMode mounts everything twice", async ({ browser }) => {
  const folder = mkdtempSync(join(tmpdir(), "lobbykit-development-"));
  const server = demoServer(await freePort(0), join(folder, "lobby.db"), "development");
  try {
    await server.start();
    const name = freshName("Strict");
    const person = await signIn(browser, { name }, { baseURL: server.url });
    // Its first opening compiles each page.
    for (const path of ["/courses/react-k12", "/chat/with/lan", "/chat/room/react-k12"]) {
      await person.page.goto(path);
      await expect(person.page.locator(".lobby-chat")).toHaveAttribute("data-status", "ready");
      await live(person.page);
    }
    await rushTwice(person, () => connectionsOf(server.url, name));
    expect(person.complaints).toEqual([]);
    await person.context.close();
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});
