import fc from "fast-check";
import { describe, expect, onTestFinished, test } from "vitest";
import { selectMessages } from "../../src/client/chat/selectors.js";
import { createLobby } from "../../src/client/createLobby.js";
import { shop } from "../../src/protocols/shop/shop.js";
import { createVirtualEnvironment } from "../../src/testing/virtualEnvironment.js";
import { createScriptedServer } from "../client/connection/scriptedTransport.js";
import { choices, orders } from "./support/orders.js";

/** The client on a virtual clock, its shop following a script: every order of answer, loss of it, echo, history and reconnect. */

const conversation = "direct:an:binh";
const an = { _id: "an", username: "an.shop" };
const binh = { _id: "binh", username: "binh.shop" };

interface Post {
  readonly chat: Record<string, unknown>;
  answer(how: "document" | "words"): void;
  refuse(status: number, body: unknown): void;
  lose(): void;
}

const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status });

async function inside({ stores = true } = {}) {
  const environment = createVirtualEnvironment();
  const server = createScriptedServer(environment);
  const stored: Record<string, unknown>[] = [];
  const posts: Post[] = [];
  let gets = 0;
  const script = { stores };
  const store = (message: unknown) => {
    const chat = {
      _id: `m${stored.length + posts.length + 1}x`,
      message,
      sender: an,
      receiver: binh,
      createdAt: environment.now(),
    };
    if (script.stores) stored.push(chat);
    return chat;
  };
  const fetch = (async (_url: string, { method, body }: RequestInit) => {
    if (method === "GET") {
      gets += 1;
      return json({ userId: "an", room: { _id: "r1", participants: [an, binh], messages: [...stored] } });
    }
    const chat = store((JSON.parse(String(body)) as { message: string }).message);
    return new Promise<Response>((resolve, reject) => {
      posts.push({
        chat,
        answer: (how) => resolve(json(how === "document" ? chat : { message: "Sent" })),
        refuse: (status, words) => resolve(json(words, status)),
        lose: () => reject(new TypeError("terminated")),
      });
    });
  }) as unknown as typeof globalThis.fetch;
  const lobby = createLobby({
    url: "http://shop",
    apiUrl: "http://shop",
    user: { id: "an", name: "An" },
    auth: "token",
    protocol: shop({ csrfToken: "c", rooms: [{ _id: "r1", participants: ["an", "binh"] }] }),
    environment,
    transport: server.factory,
    fetch,
  });
  onTestFinished(lobby.disconnect);
  lobby.openConversation(conversation);
  lobby.retain();
  await environment.advanceAsync(50);
  const shown = () => selectMessages(lobby.store.getState(), conversation);
  const settle = (ms = 20) => environment.advanceAsync(ms);
  return {
    environment,
    lobby,
    posts,
    stored,
    script,
    shown,
    settle,
    gets: () => gets,
    say: (text: string) => lobby.sendMessage(conversation, { kind: "text", text }),
    /** The same user writes in another tab. */
    elsewhere: (text: string) => server.push("message", { chats: store(text) }),
    echo: (chat: unknown) => server.push("message", { sender: "an.shop", receiver: "binh.shop", chats: chat }),
    history: () => lobby.reloadConversation(conversation),
    reconnect: async () => {
      server.cut();
      await environment.advanceAsync(2_000);
    },
  };
}

const steps = ["answer", "echo", "history", "reconnect"] as const;

describe("an own message is shown once, under its key, in every order of", () => {
  test.each(choices(steps))("%s", async (_name, set) => {
    for (const order of orders(set))
      for (const how of ["document", "words", "lost", "unreadable"] as const) {
        const { say, settle, posts, shown, echo, history, reconnect } = await inside();
        const key = say("một lần");
        await settle();
        const [post] = posts;
        for (const step of order) {
          if (step === "answer" && how === "lost") post?.lose();
          else if (step === "answer" && how === "unreadable") post?.refuse(504, null);
          else if (step === "answer") post?.answer(how === "words" ? "words" : "document");
          if (step === "echo") echo(post?.chat);
          if (step === "history") await history();
          if (step === "reconnect") await reconnect();
          await settle();
        }
        await settle(300);
        const what = JSON.stringify({ order, how });
        expect(
          shown().map(({ body, own }) => [body.text, own]),
          what,
        ).toEqual([["một lần", true]]);
        expect(shown()[0]?.key, what).toBe(key);
        // An answer that is lost is looked for in the history, where it is.
        expect(shown()[0]?.status, what).toBe(order.length > 0 ? "sent" : "sending");
        expect(posts, what).toHaveLength(1);
      }
  });
});

test("an answer that never comes keeps nothing from being sent once the echo has come", async () => {
  const { say, settle, posts, shown, echo } = await inside();
  say("một");
  say("hai");
  await settle();
  expect(posts.map(({ chat }) => chat.message)).toEqual(["một"]);
  echo(posts[0]?.chat);
  await settle();
  expect(posts.map(({ chat }) => chat.message)).toEqual(["một", "hai"]);
  await settle(60_000);
  expect(shown().map(({ body, status }) => [body.text, status])).toEqual([
    ["một", "sent"],
    ["hai", "sent"],
  ]);
});

describe("of whose answer nothing came", () => {
  test("it is told as unknown when the history does not show it, and goes again by hand alone", async () => {
    const { say, settle, posts, shown, gets } = await inside({ stores: false });
    const key = say("mất tiêu");
    await settle();
    const asked = gets();
    posts[0]?.lose();
    await settle();
    expect(gets()).toBe(asked + 1);
    expect(shown()).toMatchObject([
      { key, status: "failed", failure: { code: "TIMEOUT" }, body: { text: "mất tiêu" } },
    ]);
    await settle(120_000);
    expect(posts).toHaveLength(1);
  });

  test("a retry looks first, and sends nothing that has arrived after all", async () => {
    const { say, settle, posts, shown, stored, lobby } = await inside({ stores: false });
    const key = say("đến muộn");
    await settle();
    posts[0]?.lose();
    await settle();
    expect(shown()[0]?.status).toBe("failed");
    // Written by the shop only now.
    stored.push(posts[0]?.chat ?? {});
    lobby.retryMessage(conversation, key);
    lobby.retryMessage(conversation, key);
    await settle();
    expect(shown()).toMatchObject([{ key, status: "sent" }]);
    expect(posts).toHaveLength(1);
  });

  test("a retry sends what has not arrived, once", async () => {
    const { say, settle, posts, shown, script, lobby } = await inside({ stores: false });
    const key = say("lại lần nữa");
    await settle();
    posts[0]?.lose();
    await settle();
    script.stores = true;
    lobby.retryMessage(conversation, key);
    lobby.retryMessage(conversation, key);
    await settle();
    expect(posts).toHaveLength(2);
    posts[1]?.answer("document");
    await settle();
    expect(shown()).toMatchObject([{ key, status: "sent" }]);
  });

  test("an echo that comes late resolves it", async () => {
    const { say, settle, posts, shown, echo, lobby } = await inside({ stores: false });
    const key = say("vọng lại");
    await settle();
    posts[0]?.lose();
    await settle();
    echo(posts[0]?.chat);
    await settle();
    lobby.retryMessage(conversation, key);
    await settle();
    expect(shown()).toMatchObject([{ key, status: "sent" }]);
    expect(posts).toHaveLength(1);
  });
});

test("what is refused keeps its text, and another message of the same words does not take its place", async () => {
  const { say, settle, posts, shown, elsewhere, script } = await inside({ stores: false });
  const key = say("ok");
  await settle();
  posts[0]?.refuse(403, { message: "invalid csrf token" });
  await settle();
  script.stores = true;
  elsewhere("ok");
  await settle();
  expect(shown().map(({ body, status, failure }) => [body.text, status, failure?.code])).toEqual([
    ["ok", "sent", undefined],
    ["ok", "failed", "STALE"],
  ]);
  expect(shown()[1]?.key).toBe(key);
});

test("what the answer has named is not taken for another message of the same words, whichever is told first", async () => {
  const { say, settle, posts, shown, elsewhere, echo } = await inside();
  const key = say("ok");
  await settle();
  posts[0]?.answer("document");
  await settle();
  elsewhere("ok");
  await settle();
  echo(posts[0]?.chat);
  await settle();
  expect(shown()).toHaveLength(2);
  expect(shown().find((one) => one.key === key)?.id).toBe(posts[0]?.chat._id);
});

test("equal texts in a row, from two tabs, with losses and reconnects in between: as many are shown as are stored, each under a key of its own", async () => {
  const action = fc.constantFrom("say", "answer", "words", "lose", "echo", "elsewhere", "history", "reconnect");
  await fc.assert(
    fc.asyncProperty(fc.array(action, { minLength: 4, maxLength: 14 }), async (actions) => {
      const one = await inside();
      const { posts, stored, shown, settle } = one;
      const keys: string[] = [];
      const open = new Set<Post>();
      const silent = new Set<unknown>();
      let seen = 0;
      const notice = () => {
        for (; seen < posts.length; seen++) {
          const post = posts[seen] as Post;
          open.add(post);
          silent.add(post.chat);
        }
      };
      const end = (how: "answer" | "words" | "lose") => {
        const [post] = open;
        if (post === undefined) return;
        open.delete(post);
        if (how === "lose") post.lose();
        else post.answer(how === "words" ? "words" : "document");
      };
      for (const step of actions) {
        if (step === "say") keys.push(one.say("ok"));
        else if (step === "elsewhere") one.elsewhere("ok");
        else if (step === "history") await one.history();
        else if (step === "reconnect") await one.reconnect();
        else if (step === "echo") {
          const [chat] = silent;
          silent.delete(chat);
          if (chat !== undefined) one.echo(chat);
        } else end(step);
        await settle();
        notice();
      }
      for (let round = 0; round < 20; round++) {
        end("answer");
        await settle();
        notice();
      }
      for (const chat of silent) one.echo(chat);
      await one.history();
      await settle(300);
      expect(shown()).toHaveLength(stored.length);
      expect(new Set(shown().map(({ id }) => id))).toEqual(new Set(stored.map(({ _id }) => _id)));
      const shownKeys = shown().map(({ key }) => key);
      expect(new Set(shownKeys).size).toBe(stored.length);
      for (const key of keys) expect(shownKeys).toContain(key);
      expect(shown().every(({ status }) => status === "sent")).toBe(true);
    }),
    { numRuns: 300, seed: 5 },
  );
}, 60_000);
