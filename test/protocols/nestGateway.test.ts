import fc from "fast-check";
import { describe, expect, onTestFinished, test } from "vitest";
import { selectMessages } from "../../src/client/chat/selectors.js";
import { createLobby } from "../../src/client/createLobby.js";
import { createVirtualEnvironment } from "../../src/testing/virtualEnvironment.js";
import { createScriptedServer } from "../client/connection/scriptedTransport.js";
import { nestGateway } from "../docs/quick-starts/nestGateway.js";
import { hostileTo, me } from "./support/hostile.js";
import { choices, orders } from "./support/orders.js";

/** The protocol of the guide: as hard to upset as those that are in the box. */

const id = fc.constantFrom("an", "binh", "chi");
const text = fc.string({ minLength: 1, maxLength: 30 });
const at = fc.date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true }).map((date) => date.toISOString());
const person = fc.record({ id, name: fc.option(text, { nil: undefined }) });
const line = fc.record({
  no: fc.integer({ min: 1, max: 1e6 }),
  channel: fc.constant("planning"),
  author: person,
  text,
  at,
  tempId: fc.option(fc.uuid(), { nil: undefined }),
});
const exception = fc.record({ status: fc.constant("error"), message: text });
const presence = fc.record({ id, here: fc.boolean(), away: fc.boolean() });

hostileTo(nestGateway, {
  events: {
    "channel:said": line,
    "channel:lines": fc.record({ channel: fc.constant("planning"), lines: fc.array(line, { maxLength: 5 }) }),
    "channel:typing": fc.record({ channel: fc.constant("planning"), user: person, typing: fc.boolean() }),
    "user:here": fc.record({ id, name: text, away: fc.boolean() }),
    "user:gone": fc.record({ id, at }),
    "user:list": fc.array(presence, { maxLength: 5 }),
    notice: fc.record({ id: fc.uuid(), title: text, body: text, at }),
    exception,
  },
  silent: ["exception"],
  acknowledgements: {
    openConversation: {
      input: { conversationId: "room:planning" },
      raw: fc.record({ channel: fc.constant("planning"), title: text, people: fc.array(person, { maxLength: 3 }) }),
    },
    sendMessage: {
      input: { conversationId: "room:planning", clientId: "c1", body: { kind: "text", text: "x" } },
      raw: line,
    },
  },
});

const planning = "room:planning";

async function inside() {
  const environment = createVirtualEnvironment();
  const server = createScriptedServer(environment);
  const lobby = createLobby({
    url: "http://gateway",
    user: { id: me, name: "An" },
    auth: "token",
    protocol: nestGateway,
    environment,
    transport: server.factory,
  });
  onTestFinished(lobby.disconnect);
  server.answer("channel:join", () => ({ channel: "planning", title: "Planning", people: [] }));
  lobby.openConversation(planning);
  lobby.retain();
  await environment.advanceAsync(50);
  return { environment, server, lobby, shown: () => selectMessages(lobby.store.getState(), planning) };
}

const steps = ["answer", "broadcast", "history", "reconnect"] as const;

describe("an own message is shown once, under its key, in every order of", () => {
  test.each(choices(steps))("%s", async (_name, set) => {
    for (const order of orders(set))
      for (const named of [true, false]) {
        const { environment, server, lobby, shown } = await inside();
        const lost = order.indexOf("reconnect");
        const place = order.indexOf("answer");
        const answered = place >= 0 && (lost < 0 || place < lost);
        const at = new Date(environment.now()).toISOString();
        const said = { no: 7, channel: "planning", author: { id: me, name: "An" }, text: "một lần", at };
        let told: object = said;
        // It comes after 10 ms: what is told before it has to be quicker.
        server.answer("channel:say", (sent) => {
          const { tempId } = sent as { tempId: string };
          if (named) told = { ...said, tempId };
          return answered ? { ...said, tempId } : undefined;
        });
        const key = lobby.sendMessage(planning, { kind: "text", text: "một lần" });
        await environment.advanceAsync(0);
        for (const step of order) {
          if (step === "answer") await environment.advanceAsync(20);
          if (step === "broadcast") server.push("channel:said", told);
          if (step === "history") server.push("channel:lines", { channel: "planning", lines: [told] });
          if (step === "reconnect") {
            server.cut();
            await environment.advanceAsync(2_000);
          }
        }
        await environment.advanceAsync(300);
        const what = JSON.stringify({ order, named });
        expect(
          shown().map(({ body }) => body.text),
          what,
        ).toEqual(["một lần"]);
        expect(shown()[0], what).toMatchObject({ key, own: true });
        const known = answered || order.includes("broadcast") || order.includes("history");
        expect(shown()[0]?.status, what).toBe(known ? "sent" : lost >= 0 ? "failed" : "sending");
        expect(
          server.emitted.filter(({ event }) => event === "channel:say"),
          what,
        ).toHaveLength(1);
      }
  });
});

test("what the same person says in another tab in the same words does not settle what waits here", async () => {
  const { environment, server, lobby, shown } = await inside();
  const key = lobby.sendMessage(planning, { kind: "text", text: "ok" });
  await environment.advanceAsync(0);
  const at = new Date(environment.now()).toISOString();
  const author = { id: me, name: "An" };
  server.push("channel:said", { no: 1, channel: "planning", author, text: "ok", at, tempId: "of-the-other-tab" });
  await environment.advanceAsync(20);
  expect(shown().map(({ own, status }) => [own, status])).toEqual([
    [true, "sent"],
    [true, "sending"],
  ]);
  expect(shown()[1]?.key).toBe(key);
});
