import { expect, test } from "vitest";
import { createTypingAnnouncer } from "../../../src/client/chat/typingAnnouncer.js";
import type { Line } from "../../../src/client/line.js";
import { createVirtualEnvironment } from "../../../src/testing/virtualEnvironment.js";

const hall = "room:hall";
const garden = "room:garden";

function announcer(idleMs?: number) {
  const environment = createVirtualEnvironment();
  const said: unknown[] = [];
  const line: Pick<Line, "emit"> = {
    emit: (_name, input) => {
      said.push(input);
      return true;
    },
  };
  const typing = createTypingAnnouncer({ line: line as Line, environment, everyMs: 3_000, idleMs });
  return { environment, said, typing };
}

test("who stops without a word is said to have stopped, in each conversation by itself", async () => {
  const { environment, said, typing } = announcer(1_000);
  typing.set(hall, true);
  await environment.advanceAsync(600);
  typing.set(hall, true);
  typing.set(garden, true);
  await environment.advanceAsync(900);
  expect(said).toEqual([
    { conversationId: hall, typing: true },
    { conversationId: garden, typing: true },
  ]);
  await environment.advanceAsync(200);
  expect(said.slice(2)).toEqual([
    { conversationId: hall, typing: false },
    { conversationId: garden, typing: false },
  ]);
});

test("what was sent needs no word of stopping", async () => {
  const { environment, said, typing } = announcer(1_000);
  typing.set(hall, true);
  typing.sent(hall);
  await environment.advanceAsync(5_000);
  expect(said).toHaveLength(1);
});

test("unless a server wants it, nobody says so for him", async () => {
  const { environment, said, typing } = announcer();
  typing.set(hall, true);
  await environment.advanceAsync(60_000);
  expect(said).toHaveLength(1);
  typing.set(hall, false);
  expect(said).toHaveLength(2);
});
