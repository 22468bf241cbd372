import { describe, expect, onTestFinished, test } from "vitest";
import { selectMessages, selectUnreadCount } from "../../src/client/chat/selectors.js";
import { createLobby } from "../../src/client/createLobby.js";
import { elearning } from "../../src/protocols/elearning/elearning.js";
import { createVirtualEnvironment } from "../../src/testing/virtualEnvironment.js";
import { createScriptedServer } from "../client/connection/scriptedTransport.js";
import { choices, orders } from "./support/orders.js";

/** The client on a virtual clock, its server following a script: every order of what a message comes by. The server's clock is an hour behind. */

const conversation = "direct:an:binh";

async function inside() {
  const environment = createVirtualEnvironment();
  const server = createScriptedServer(environment);
  const stored: unknown[] = [];
  const lobby = createLobby({
    url: "http://server",
    apiUrl: "http://server/api/v1",
    user: { id: "an", name: "An" },
    auth: "token",
    protocol: elearning,
    environment,
    transport: server.factory,
    fetch: async () => Response.json({ success: true, messages: [...stored] }),
  });
  onTestFinished(lobby.disconnect);
  lobby.openConversation(conversation);
  lobby.retain();
  await environment.advanceAsync(100);
  const shown = () => selectMessages(lobby.store.getState(), conversation);
  return {
    environment,
    server,
    lobby,
    shown,
    texts: () => shown().map(({ body }) => body.text),
    unread: () => selectUnreadCount(lobby.store.getState(), conversation),
    store(id: string, sender: string, content: string) {
      const recipient = sender === "an" ? "binh" : "an";
      const createdAt = new Date(environment.now() - 3_600_000).toISOString();
      const document = { _id: id, content, sender, recipient, status: "sent", createdAt };
      stored.push(document);
      return document;
    },
    history: async () => {
      await lobby.reloadConversation(conversation);
      await environment.advanceAsync(20);
    },
    reconnect: async () => {
      server.cut();
      await environment.advanceAsync(2_000);
    },
  };
}

const steps = ["stored", "history", "reconnect", "history again"] as const;

describe("what one says oneself is shown once, under its key, in every order of", () => {
  test.each(choices(steps))("%s", async (_name, set) => {
    for (const order of orders(set))
      for (const count of [1, 2]) {
        const { environment, server, lobby, texts, shown, store, history, reconnect } = await inside();
        const keys = Array.from({ length: count }, () => lobby.sendMessage(conversation, { kind: "text", text: "ok" }));
        await environment.advanceAsync(20);
        for (const step of order) {
          if (step === "stored") for (const place of keys.keys()) store(`m${place}`, "an", "ok");
          if (step === "reconnect") await reconnect();
          if (step === "history" || step === "history again") await history();
          await environment.advanceAsync(20);
        }
        await environment.advanceAsync(300);
        const what = JSON.stringify({ order, count });
        expect(texts(), what).toEqual(keys.map(() => "ok"));
        expect(
          shown().map(({ key }) => key),
          what,
        ).toEqual(keys);
        const stored = order.indexOf("stored" as never);
        const confirmed = stored >= 0 && stored < order.length - 1;
        expect(new Set(shown().map(({ status }) => status)), what).toEqual(
          new Set([confirmed ? "sent" : "unconfirmed"]),
        );
        expect(
          server.emitted.filter(({ event }) => event === "message"),
          what,
        ).toHaveLength(count);
      }
  });
});

const ways = ["told", "history", "reconnect", "history again"] as const;

describe("what the other says is shown once, as document or as his own object without an id, in every order of", () => {
  test.each(choices(ways))("%s", async (_name, set) => {
    for (const order of orders(set))
      for (const raw of [true, false])
        for (const count of [1, 2]) {
          const { environment, server, texts, unread, store, history, reconnect } = await inside();
          const documents = Array.from({ length: count }, (_, place) => store(`m${place}`, "binh", "ok"));
          for (const step of order) {
            if (step === "told")
              for (const document of documents)
                server.push("newMessage", raw ? { content: "ok", senderId: "binh", recipientId: "an" } : document);
            if (step === "reconnect") await reconnect();
            if (step === "history" || step === "history again") await history();
            await environment.advanceAsync(20);
          }
          await environment.advanceAsync(300);
          const what = JSON.stringify({ order, raw, count });
          expect(texts(), what).toEqual(order.length === 0 ? [] : documents.map(() => "ok"));
          // What a history has brought was not counted then, and is not later.
          if (raw && order[0] === "told") expect(unread(), what).toBe(count);
        }
  });
});

test("the same words said again are another message, though the last page ends with them", async () => {
  const { environment, server, texts, store, history } = await inside();
  store("m0", "binh", "ok");
  await history();
  const raw = { content: "ok", senderId: "binh", recipientId: "an" };
  // The one that the page has brought, and the next.
  for (let times = 0; times < 2; times += 1) server.push("newMessage", raw);
  await environment.advanceAsync(100);
  expect(texts()).toEqual(["ok", "ok"]);
  await environment.advanceAsync(20_000);
  server.push("newMessage", raw);
  await environment.advanceAsync(100);
  expect(texts()).toEqual(["ok", "ok", "ok"]);
});
