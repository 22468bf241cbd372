import fc from "fast-check";
import { describe, expect, onTestFinished, test } from "vitest";
import { selectMessages } from "../../src/client/chat/selectors.js";
import { createLobby } from "../../src/client/createLobby.js";
import { memoryOutbox } from "../../src/client/outbox/memoryOutbox.js";
import { rooms } from "../../src/protocols/rooms/rooms.js";
import { createVirtualEnvironment } from "../../src/testing/virtualEnvironment.js";
import { createScriptedServer } from "../client/connection/scriptedTransport.js";
import { choices, orders } from "./support/orders.js";

/** The client on a virtual clock, its server following a script: every order of acknowledgement, broadcast, history and a reconnect. */

const hall = "room:hall";
/** The time of all that is said: it tells nothing apart. */
const at = createVirtualEnvironment().now();

async function inside() {
  const environment = createVirtualEnvironment();
  const server = createScriptedServer(environment);
  const outbox = memoryOutbox();
  const lobby = createLobby({
    url: "http://server",
    user: { id: "an", name: "An" },
    auth: "token",
    protocol: rooms(),
    environment,
    outbox,
    transport: server.factory,
  });
  onTestFinished(lobby.disconnect);
  /** What the server has stored: told on every entering. */
  const log: unknown[] = [];
  const acknowledge: ((value: unknown) => void)[] = [];
  server.hold("send-message", (answer) => acknowledge.push(answer));
  lobby.openConversation(hall);
  lobby.retain();
  const enter = async () => {
    await environment.advanceAsync(50);
    server.push("message-history", [...log]);
    await environment.advanceAsync(50);
  };
  await enter();
  const shown = () => selectMessages(lobby.store.getState(), hall);
  const reconnect = async () => {
    server.cut();
    await environment.advanceAsync(2_000);
    await enter();
  };
  return { environment, server, lobby, log, acknowledge, shown, reconnect, outbox };
}

const stored = (id: string, text: string, from = "an") => ({ id, roomId: "hall", userId: from, text, timestamp: at });

const steps = ["acknowledgement", "broadcast", "history", "reconnect"] as const;

describe("two messages of the same words and the same time are two, each under its key, in every order of", () => {
  test.each(choices(steps))("%s", async (_name, set) => {
    for (const first of orders(set))
      for (const second of orders(set)) {
        const { environment, server, lobby, log, acknowledge, shown, reconnect, outbox } = await inside();
        const keys: string[] = [];
        const known: boolean[] = [];
        for (const [place, order] of [first, second].entries()) {
          const told = stored(`m${place}`, "như nhau");
          const sentBefore = server.emitted.filter(({ event }) => event === "send-message").length;
          keys.push(lobby.sendMessage(hall, { kind: "text", text: "như nhau" }));
          await environment.advanceAsync(10);
          const goesOut = server.emitted.filter(({ event }) => event === "send-message").length > sentBefore;
          expect(goesOut, "the one before is settled or given up").toBe(true);
          log.push(told);
          let isKnown = false;
          let isCut = false;
          for (const step of order) {
            if (step === "acknowledgement" && !isCut) {
              acknowledge.at(-1)?.(told);
              isKnown = true;
            }
            if (step === "broadcast") {
              server.push("message", told);
              isKnown = true;
            }
            if (step === "history") {
              server.push("message-history", [...log]);
              isKnown = true;
            }
            if (step === "reconnect") {
              await reconnect();
              isKnown = true;
              isCut = true;
            }
            await environment.advanceAsync(20);
          }
          if (!isKnown) await environment.advanceAsync(31_000);
          known.push(isKnown);
          await environment.advanceAsync(300);
        }
        const what = JSON.stringify({ first, second });
        expect(
          shown().map(({ body }) => body.text),
          what,
        ).toEqual(["như nhau", "như nhau"]);
        expect(
          shown()
            .map(({ key }) => key)
            .sort(),
          what,
        ).toEqual([...keys].sort());
        expect(
          shown().every(({ own }) => own),
          what,
        ).toBe(true);
        // What nobody has told of may have been lost: the person is asked, and nothing is repeated unasked.
        expect(
          shown().map(({ status }) => status),
          what,
        ).toEqual(known.map((one) => (one ? "sent" : "failed")));
        expect(
          server.emitted.filter(({ event }) => event === "send-message"),
          what,
        ).toHaveLength(2);
        expect(
          (await outbox.load("an", () => {})).map(({ clientId }) => clientId),
          what,
        ).toEqual(keys.filter((_, place) => !known[place]));
      }
  });
});

test("what is not known when the page goes away is shown once when it comes back with the history", async () => {
  const { environment, server, lobby, log, outbox } = await inside();
  lobby.sendMessage(hall, { kind: "text", text: "trước khi tải lại" });
  await environment.advanceAsync(10);
  log.push(stored("m1", "trước khi tải lại"));
  lobby.disconnect();
  const again = createLobby({
    url: "http://server",
    user: { id: "an", name: "An" },
    auth: "token",
    protocol: rooms(),
    environment,
    outbox,
    transport: server.factory,
  });
  onTestFinished(again.disconnect);
  again.openConversation(hall);
  again.retain();
  await environment.advanceAsync(50);
  server.push("message-history", [...log]);
  await environment.advanceAsync(300);
  expect(selectMessages(again.store.getState(), hall).map(({ id, status }) => [id, status])).toEqual([["m1", "sent"]]);
  expect(await outbox.load("an", () => {})).toEqual([]);
});

test("what others say is shown once and in the server's order, however broadcasts and histories mix, all at one time", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom("a", "b"), { minLength: 1, maxLength: 6 }),
      fc.array(fc.constantFrom("next", "again", "history", "reconnect", "early"), { maxLength: 12 }),
      async (texts, plan) => {
        const { environment, server, log, shown, reconnect } = await inside();
        const messages = texts.map((text, index) => stored(`m${index}`, text, "binh"));
        let told = 0;
        for (const step of plan) {
          const next = messages[told];
          if (step === "next" && next !== undefined) {
            told += 1;
            log.push(next);
            server.push("message", next);
          } else if (step === "again" && told > 0) server.push("message", messages[told - 1]);
          else if (step === "early" && next !== undefined && messages[told + 1] !== undefined) {
            // Back in the room: what is said now comes before what was said meanwhile.
            log.push(next, messages[told + 1]);
            server.push("message", messages[told + 1]);
            told += 2;
            server.push("message-history", [...log]);
          } else if (step === "history") server.push("message-history", [...log]);
          else if (step === "reconnect") {
            // One is missed while the line is down.
            if (next !== undefined) log.push(next);
            if (next !== undefined) told += 1;
            await reconnect();
          }
          await environment.advanceAsync(20);
        }
        await environment.advanceAsync(300);
        expect(shown().map(({ id }) => id)).toEqual(messages.slice(0, told).map(({ id }) => id));
      },
    ),
    { numRuns: 100, seed: 7 },
  );
});

test("an acknowledgement may take this server thirty seconds, and a message is not given up before", async () => {
  const { environment, lobby, shown } = await inside();
  lobby.sendMessage(hall, { kind: "text", text: "chậm" });
  await environment.advanceAsync(29_000);
  expect(shown()[0]?.status).toBe("sending");
  await environment.advanceAsync(2_000);
  expect(shown()[0]).toMatchObject({ status: "failed", failure: { code: "TIMEOUT" } });
});

test("attempts to come back are drawn from 0 to 1,000 ms doubled each time, and to 30,000 at most", async () => {
  const { environment, server } = await inside();
  server.receive({ kind: "refuse", message: "down", reachedServer: false });
  server.cut();
  await environment.advanceAsync(600_000);
  const waits = server.handshakes.slice(1).map(({ at }, place) => at - (server.handshakes[place]?.at ?? 0));
  expect(waits.length).toBeGreaterThan(20);
  for (const [place, wait] of waits.slice(1).entries())
    expect(wait - 10).toBeLessThanOrEqual(Math.min(1_000 * 2 ** (place + 1), 30_000));
  expect(new Set(waits).size).toBeGreaterThan(10);
});

test("a heartbeat measures the latency every thirty seconds, and finds that nobody is there any more", async () => {
  const environment = createVirtualEnvironment();
  const server = createScriptedServer(environment);
  const lobby = createLobby({
    url: "http://server",
    user: { id: "an" },
    auth: "token",
    protocol: rooms({ heartbeat: "ping" }),
    environment,
    transport: server.factory,
  });
  onTestFinished(lobby.disconnect);
  lobby.retain();
  server.answer("ping", () => "pong");
  await environment.advanceAsync(29_000);
  const beats = () => server.emitted.filter(({ event }) => event === "ping").length;
  const connection = () => lobby.store.getState().lobby.connection;
  expect([beats(), connection().latencyMs]).toEqual([0, null]);
  await environment.advanceAsync(62_000);
  expect([beats(), connection().latencyMs]).toEqual([3, 10]);
  server.mute("ping");
  await environment.advanceAsync(35_000);
  // Something else was heard: the server is only busy.
  server.push("notification", { title: "x" });
  await environment.advanceAsync(6_000);
  expect(connection().status).toBe("live");
  expect(server.handshakes).toHaveLength(1);
  await environment.advanceAsync(45_000);
  expect(server.handshakes.length).toBeGreaterThan(1);
});

test("asking for a room's history again enters it again", async () => {
  const { environment, server, lobby, log, shown } = await inside();
  log.push(stored("m1", "bị lỡ", "binh"));
  void lobby.reloadConversation(hall);
  await environment.advanceAsync(10);
  server.push("message-history", [...log]);
  await environment.advanceAsync(100);
  expect(shown().map(({ id }) => id)).toEqual(["m1"]);
  expect(server.emitted.filter(({ event }) => event === "join-room")).toHaveLength(2);
});
