import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ChatMessage } from "../../../src/client/chat/chatState.js";
import { hasLocalId } from "../../../src/client/chat/order.js";
import { messageComposed, sendingChanged } from "../../../src/client/lobbyActions.js";
import { lobbyReducer } from "../../../src/client/lobbyReducer.js";
import type { LobbyState } from "../../../src/client/lobbyState.js";
import type { Message } from "../../../src/contract/chat.js";
import { conversationOf, me, message, pageArrived, problemsOf, ready, receive, room } from "./support.js";

const minute = 60_000;
const hour = 60 * minute;
const noon = 1_700_000_000_000;

const server = (id: string, senderId: string, text: string, createdAt: number): Message =>
  message({ seq: null, id, senderId, createdAt, body: { kind: "text", text } });
const live = (state: LobbyState, ...messages: Message[]) =>
  receive(
    state,
    messages.map((one) => ({ type: "messageReceived", epoch: null, message: one })),
    { echoed: false },
  );
const compose = (state: LobbyState, clientId: string, text: string, at: number) =>
  lobbyReducer(
    state,
    messageComposed({
      conversationId: room,
      kind: "room",
      clientId,
      body: { kind: "text", text },
      at,
      status: "sending",
    }),
  );
/** To a server that confirms nothing and sends no echo. */
const say = (state: LobbyState, clientId: string, text: string, at: number) =>
  lobbyReducer(
    compose(state, clientId, text, at),
    sendingChanged({ conversationId: room, key: clientId, status: "unconfirmed", settled: true }),
  );
const shown = (state: LobbyState) =>
  [...conversationOf(state).messages, ...conversationOf(state).pending].map(
    (one) => `${one.key} ${one.body.text} ${one.status}`,
  );

describe("a server without sequences, acknowledgements and echo", () => {
  it("shows an own message once when history tells it again under its real id, with its key kept", () => {
    let state = say(ready(), "c1", "Hello", noon);
    expect(shown(state)).toEqual(["c1 Hello unconfirmed"]);
    state = lobbyReducer(state, pageArrived({ messages: [server("64a", me, "Hello", noon + 900)] }));
    expect(shown(state)).toEqual(["c1 Hello sent"]);
    expect(conversationOf(state).messages[0]?.id).toBe("64a");
  });

  it.each([-hour, hour])("does so with a server's clock %i ms off", (skew) => {
    let state = say(ready(), "c1", "ok", noon);
    state = say(state, "c2", "ok", noon + 2_000);
    state = live(state, server("1", "binh", "fine", noon + 3_000 + skew));
    const page = [
      server("64a", me, "ok", noon + skew),
      server("64b", me, "ok", noon + 2_000 + skew),
      server("1", "binh", "fine", noon + 3_000 + skew),
    ];
    state = lobbyReducer(state, pageArrived({ messages: page }));
    expect(shown(state)).toEqual(["c1 ok sent", "c2 ok sent", "1 fine received"]);
  });

  it("keeps apart the same words said long ago", () => {
    let state = lobbyReducer(ready(), pageArrived({ messages: [server("1", me, "ok", noon - 26 * hour)] }));
    state = say(state, "c1", "ok", noon);
    state = lobbyReducer(state, pageArrived({ messages: [server("1", me, "ok", noon - 26 * hour)] }));
    expect(shown(state)).toEqual(["1 ok sent", "c1 ok unconfirmed"]);
  });

  it("shows a message once that was relayed without an id and comes with one in history", () => {
    let state = live(ready(), server("local-7", "binh", "Hi", noon + 300));
    state = lobbyReducer(state, pageArrived({ messages: [server("64a", "binh", "Hi", noon)] }));
    expect(conversationOf(state).messages).toMatchObject([{ id: "64a", status: "received" }]);
    expect(conversationOf(state).unseen).toBe(1);
  });

  it("keeps the order of arrival where a local clock is involved, and the server's elsewhere", () => {
    let state = live(ready(), server("1", "binh", "a", noon), server("3", "binh", "c", noon + 20));
    state = live(state, server("2", "chi", "b", noon + 10));
    state = say(state, "c1", "mine", noon - hour);
    state = live(state, server("4", "binh", "d", noon + 30));
    expect(conversationOf(state).messages.map(({ body }) => body.text)).toEqual(["a", "b", "c", "mine", "d"]);
  });

  it("takes the states of single messages, and never back", () => {
    let state = lobbyReducer(ready(), pageArrived({ messages: [server("1", me, "x", noon)] }));
    const status = (one: "delivered" | "read" | "sent") =>
      receive(state, [{ type: "messageStatusChanged", conversationId: room, messageId: "1", status: one }]);
    state = status("read");
    expect(conversationOf(state).messages[0]?.status).toBe("read");
    expect(status("delivered")).toBe(state);
  });

  it("counts what is new by number", () => {
    const state = live(
      ready(),
      server("1", "binh", "a", noon),
      server("1", "binh", "a", noon),
      server("2", "binh", "b", noon),
    );
    expect(conversationOf(state)).toMatchObject({ unseen: 2, head: null });
  });
});

describe("a server that acknowledges and echoes without client ids, in a race", () => {
  const ack = {
    type: "messageAcknowledged",
    conversationId: room,
    clientId: "c1",
    id: "9",
    seq: null,
    epoch: null,
    createdAt: noon,
  } as const;
  it("shows the message once when the echo is first", () => {
    let state = compose(ready(), "c1", "Hi", noon);
    state = live(state, server("9", me, "Hi", noon));
    expect(shown(state)).toEqual(["c1 Hi sent"]);
    state = receive(state, [ack], { echoed: true });
    expect(shown(state)).toEqual(["c1 Hi sent"]);
  });
  it("shows the message once when the acknowledgement is first", () => {
    let state = compose(ready(), "c1", "Hi", noon);
    state = receive(state, [ack], { echoed: true });
    state = live(state, server("9", me, "Hi", noon));
    expect(shown(state)).toEqual(["c1 Hi sent"]);
  });
});

it("whatever comes in whatever order: no doubles, the server's order, nothing lost", () => {
  const step = fc.oneof(
    fc.record({ kind: fc.constant("live" as const), pick: fc.nat(14) }),
    fc.record({ kind: fc.constant("page" as const), pick: fc.nat(14) }),
    fc.record({ kind: fc.constant("say" as const), pick: fc.nat(5) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), fc.integer({ min: -hour, max: hour }), (steps, skew) => {
      // What the server stores: others' messages, and own ones as they are said.
      const log: Message[] = [];
      for (let index = 0; index < 15; index++)
        log.push(server(`s${index}`, "binh", "same", noon + index * 1_000 + skew));
      let state = ready();
      let said = 0;
      for (const { kind, pick } of steps) {
        if (kind === "live") state = live(state, log[pick] as Message);
        else if (kind === "page") state = lobbyReducer(state, pageArrived({ messages: log.slice(pick, pick + 8) }));
        else {
          said++;
          state = say(state, `c${said}`, `mine ${pick}`, noon + said);
        }
        const { messages } = conversationOf(state);
        expect(problemsOf(conversationOf(state))).toEqual([]);
        const clocked = messages.filter((one: ChatMessage) => !hasLocalId(one)).map(({ createdAt }) => createdAt);
        expect(clocked).toEqual([...clocked].sort((a, b) => a - b));
        expect(messages.filter(({ own }) => own)).toHaveLength(said);
      }
    }),
    { numRuns: 500, seed: 3 },
  );
});
