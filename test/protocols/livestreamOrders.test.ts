import fc from "fast-check";
import { describe, expect, onTestFinished, test } from "vitest";
import { selectMessages } from "../../src/client/chat/selectors.js";
import { createLobby } from "../../src/client/createLobby.js";
import { livestream } from "../../src/protocols/livestream/livestream.js";
import { createVirtualEnvironment } from "../../src/testing/virtualEnvironment.js";
import { createScriptedServer } from "../client/connection/scriptedTransport.js";
import { choices, orders } from "./support/orders.js";

/** The client on a virtual clock, its server following a script: every order of answer, echo, its double and a reconnect. */

const hall = "room:hall";

async function inside() {
  const environment = createVirtualEnvironment();
  const server = createScriptedServer(environment);
  const lobby = createLobby({
    url: "http://gateway",
    apiUrl: "http://gateway/api/v1",
    user: { id: "an", name: "An" },
    auth: "token",
    protocol: livestream(),
    environment,
    transport: server.factory,
  });
  onTestFinished(lobby.disconnect);
  lobby.openConversation(hall);
  lobby.retain();
  const enter = async () => {
    await environment.advanceAsync(50);
    server.push("authSuccess", {});
    await environment.advanceAsync(10);
    server.push("joinedRoom", { data: { roomId: "hall" } });
    await environment.advanceAsync(10);
  };
  await enter();
  const shown = () => selectMessages(lobby.store.getState(), hall);
  const reconnect = async () => {
    server.cut();
    await environment.advanceAsync(2_000);
    await enter();
  };
  return { environment, server, lobby, shown, reconnect };
}

const steps = ["answer", "echo", "double", "reconnect"] as const;

describe("an own message is shown once, under its key, in every order of", () => {
  test.each(choices(steps))("%s", async (_name, set) => {
    for (const order of orders(set))
      for (const answerId of [true, false])
        for (const echoId of [true, false])
          for (const timestamp of [true, false]) {
            const { environment, server, lobby, shown, reconnect } = await inside();
            const key = lobby.sendMessage(hall, { kind: "text", text: "một lần" });
            await environment.advanceAsync(10);
            const told = {
              roomId: "hall",
              userId: "an",
              username: "An",
              message: "một lần",
              ...(timestamp ? { timestamp: environment.now() } : {}),
              ...(echoId ? { _id: "m1" } : {}),
            };
            for (const step of order) {
              if (step === "answer") server.push("messageSent", { roomId: "hall", ...(answerId ? { _id: "m1" } : {}) });
              if (step === "echo") server.push("newMessage", told);
              if (step === "double") server.push("chatMessageFromBackend", { data: told });
              if (step === "reconnect") await reconnect();
              await environment.advanceAsync(20);
            }
            await environment.advanceAsync(300);
            const what = JSON.stringify({ order, answerId, echoId, timestamp });
            expect(
              shown().map(({ body }) => body.text),
              what,
            ).toEqual(["một lần"]);
            expect(shown()[0]?.key, what).toBe(key);
            expect(shown()[0]?.own, what).toBe(true);
            // What was answered or told of before the line was lost is stored; else nobody knows, and nothing is repeated unasked.
            const lost = order.indexOf("reconnect");
            const known = order.some(
              (step, place) =>
                step === "echo" || step === "double" || (step === "answer" && (lost < 0 || place < lost)),
            );
            expect(shown()[0]?.status, what).toBe(known ? "sent" : lost >= 0 ? "failed" : "sending");
            expect(
              server.emitted.filter(({ event }) => event === "sendMessage"),
              what,
            ).toHaveLength(1);
          }
  });

  test("but two of the same words are two: one from another tab, and what others repeat", async () => {
    const { environment, server, lobby, shown } = await inside();
    lobby.sendMessage(hall, { kind: "text", text: "ok" });
    await environment.advanceAsync(10);
    server.push("messageSent", { roomId: "hall", _id: "m1" });
    await environment.advanceAsync(10);
    server.push("newMessage", { roomId: "hall", userId: "an", message: "ok", _id: "m2" });
    for (const event of ["newMessage", "newMessage", "chatMessageFromBackend", "chatMessageFromBackend"])
      server.push(event, { roomId: "hall", userId: "binh", message: "ok" });
    await environment.advanceAsync(100);
    expect(shown().map(({ senderId }) => senderId)).toEqual(["an", "an", "binh", "binh"]);
  });
});

test("what others say is shown once, in whatever order broadcast and double come, with ids or without", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom("a", "b"), { minLength: 1, maxLength: 5 }),
      fc.boolean(),
      fc.infiniteStream(fc.boolean()),
      async (texts, ids, choices) => {
        const { environment, server, shown } = await inside();
        const messages = texts.map((message, index) => ({
          roomId: "hall",
          userId: "binh",
          message,
          ...(ids ? { _id: `m${index}` } : {}),
        }));
        const ways: [unknown[], unknown[]] = [[...messages], [...messages]];
        // Each way keeps its order; which comes first is chance.
        while (ways[0].length + ways[1].length > 0) {
          const first = ways[1].length === 0 || (ways[0].length > 0 && choices.next().value === true);
          const told = ways[first ? 0 : 1].shift();
          server.push(first ? "newMessage" : "chatMessageFromBackend", first ? told : { data: told });
        }
        await environment.advanceAsync(100);
        expect(shown().map(({ body }) => body.text)).toEqual(texts);
      },
    ),
    { numRuns: 60, seed: 7 },
  );
});

test("while in a room it says so every thirty seconds, and not when it has left", async () => {
  const { environment, server, lobby } = await inside();
  const pings = () => server.emitted.filter(({ event }) => event === "viewerPing");
  const from = environment.now();
  await environment.advanceAsync(29_000);
  expect(pings()).toEqual([]);
  await environment.advanceAsync(62_000);
  expect(pings()).toHaveLength(3);
  const [first] = pings().map(({ payload }) => payload as { timestamp: number });
  expect(first).toEqual({ roomId: "hall", userId: "an", username: "An", timestamp: expect.any(Number) });
  expect(Math.abs((first?.timestamp ?? 0) - from - 30_000)).toBeLessThan(100);
  lobby.signIn(null);
  await environment.advanceAsync(120_000);
  expect(pings()).toHaveLength(3);
});
