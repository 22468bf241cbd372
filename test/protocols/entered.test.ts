import { describe, expect, test } from "vitest";
import { answeredBy, silence } from "../../src/protocols/around/answeredBy.js";
import { elsewhere, entered, toldOf } from "../../src/protocols/around/entered.js";
import { roster } from "../../src/protocols/around/roster.js";
import { type Around, TransportError } from "../../src/protocols/transport.js";
import { createVirtualEnvironment } from "../../src/testing/virtualEnvironment.js";
import { createScriptedServer } from "../client/connection/scriptedTransport.js";

const target = {
  url: "http://x",
  path: "/socket.io",
  transports: ["websocket" as const],
  timeoutMs: 1_000,
  withCredentials: false,
  namespaces: {},
};

async function connected(wrapper: Around) {
  const environment = createVirtualEnvironment();
  const server = createScriptedServer(environment);
  const told: unknown[][] = [];
  const line = wrapper(server.factory, environment)(target, {
    onOpen: () => {},
    onRefused: () => {},
    onClose: () => {},
    onEvent: (event, payload) => told.push([event, payload]),
  });
  line.connect({});
  await environment.advanceAsync(20);
  return { environment, server, told, line };
}

const roomOf = (payload: unknown) => (payload as { room?: string } | null)?.room ?? null;
const names = { enter: "enter", leave: "leave", roomOf };
const enters = entered({ ...names, answer: "before", nothing: [], tells: ["said"], silentAfterMs: 2_000 });

describe("answers that say more, and silence", () => {
  const wrapper = answeredBy({
    ask: { events: ["list"], passesOn: true },
    change: {
      events: ["step", "no"],
      matches: (sent, answer, event) => event === "no" || sent === answer,
      silentAfterMs: 500,
    },
  });

  test("an answer that says more is passed on before it is given", async () => {
    const { server, line, told } = await connected(wrapper);
    const answer = line.request("ask", {}, 1_000).then((given) => [given, [...told]]);
    server.push("list", [1]);
    expect(await answer).toEqual([{ event: "list", payload: [1] }, [["list", [1]]]]);
  });

  test("silence is an answer where a rule says so, and which event it was is looked at", async () => {
    const { environment, server, line } = await connected(wrapper);
    const first = line.request("change", 1, 10_000);
    server.push("step", 2);
    await environment.advanceAsync(501);
    expect(await first).toEqual({ event: silence, payload: undefined });
    const second = line.request("change", 1, 10_000);
    server.push("no", undefined);
    expect(await second).toEqual({ event: "no", payload: undefined });
  });
});

describe("rooms that are entered", () => {
  test("one after the other, so that an answer without a name is that of the one being entered", async () => {
    const { server, line, told } = await connected(enters);
    const a = line.request("enter", { room: "a" }, 1_000);
    const b = line.request("enter", { room: "b" }, 1_000);
    expect(server.emitted).toHaveLength(1);
    server.push("before", ["x"]);
    expect(await a).toEqual({ roomId: "a" });
    expect(server.emitted.map(({ payload }) => payload)).toEqual([{ room: "a" }, { room: "b" }]);
    server.push("before", ["y"]);
    expect(await b).toEqual({ roomId: "b" });
    expect(told).toEqual([
      ["before", { roomId: "a", told: ["x"] }],
      ["before", { roomId: "b", told: ["y"] }],
    ]);
  });

  test("without an answer count as empty after a while; an answer that comes late is of the one that lacks it, or of none", async () => {
    const { environment, server, line, told } = await connected(enters);
    const a = line.request("enter", { room: "a" }, 1_000);
    await environment.advanceAsync(2_001);
    expect(await a).toEqual({ roomId: "a" });
    expect(told).toEqual([["before", { roomId: "a", told: [] }]]);
    const b = line.request("enter", { room: "b" }, 1_000);
    // Of a or of b: nobody can tell.
    server.push("before", ["?"]);
    expect(told.at(-1)).toEqual(["before", ["?"]]);
    server.push("before", { room: "b" });
    expect(await b).toEqual({ roomId: "b" });
    server.push("before", ["late"]);
    expect(told.at(-1)).toEqual(["before", { roomId: "a", told: ["late"] }]);
  });

  test("what names no room is of the only one, and passed on as it came where there are several", async () => {
    const { environment, server, line, told } = await connected(enters);
    void line.request("enter", { room: "a" }, 1_000);
    await environment.advanceAsync(2_001);
    server.push("said", 1);
    void line.request("enter", { room: "b" }, 1_000);
    server.push("said", 2);
    server.push("said", { room: "b" });
    server.push("else", 3);
    expect(told.slice(1)).toEqual([
      ["said", { roomId: "a", told: 1 }],
      ["said", 2],
      ["said", { roomId: "b", told: { room: "b" } }],
      ["else", 3],
    ]);
  });

  test("what is told of others is replaced, and of one that was just left dropped", async () => {
    const { environment, server, line, told } = await connected(enters);
    void line.request("enter", { room: "a" }, 1_000);
    await environment.advanceAsync(2_001);
    server.push("said", { room: "secret" });
    line.emit("leave", { room: "a" });
    server.push("said", { room: "a" });
    server.push("said", 1);
    expect(told.slice(1)).toEqual([["said", elsewhere]]);
  });

  test("are nobody's when the connection is lost: who waited is told so, and nothing is owed any more", async () => {
    const { environment, server, line, told } = await connected(enters);
    const outcome = line.request("enter", { room: "a" }, 1_000).catch((error: unknown) => error);
    server.cut();
    expect(await outcome).toBeInstanceOf(TransportError);
    await environment.advanceAsync(5_000);
    expect(told).toEqual([]);
  });

  test("what can't be looked at is told of no room", () => {
    const trap = new Proxy({}, { getOwnPropertyDescriptor: () => expect.fail() });
    expect(toldOf(trap)).toEqual({ roomId: undefined, told: trap });
  });
});

describe("who is in which room", () => {
  const wrapper: Around = (inner, clock) =>
    roster({
      ...names,
      all: "all",
      joined: "joined",
      left: "left",
      peopleOf: (told) =>
        Array.isArray(told) ? told.map((id: string) => ({ id })) : typeof told === "string" ? [{ id: told }] : null,
      goneOf: (told) => (typeof told === "string" ? told : null),
      whoIsThere: "who",
    })(inner, clock);
  const who = async (line: { request(...words: [string, unknown, number]): Promise<unknown> }, ...userIds: string[]) =>
    ((await line.request("who", { userIds }, 1_000)) as { people: { userId: string; there: boolean }[] }).people.map(
      ({ userId, there }) => `${userId} ${there ? "there" : "gone"}`,
    );
  const news = (told: unknown[][]) => told.map(([, payload]) => (payload as { news?: unknown }).news);

  test("is counted, and what is no news is not passed on", async () => {
    const { server, told } = await connected(wrapper);
    server.push("all", { roomId: "r", told: ["an", "binh"] });
    server.push("joined", { roomId: "r", told: "binh" });
    server.push("joined", { roomId: "r", told: "chi" });
    server.push("left", { roomId: "r", told: "binh" });
    server.push("left", { roomId: "r", told: "binh" });
    expect(news(told)).toEqual([
      { count: 2, left: [], gone: [] },
      { count: 3, left: [], gone: [] },
      { count: 2, left: ["binh"], gone: ["binh"] },
    ]);
  });

  test("who is in another room is not gone", async () => {
    const { server, told, line } = await connected(wrapper);
    server.push("all", { roomId: "r", told: ["an", "binh"] });
    server.push("all", { roomId: "s", told: ["binh"] });
    server.push("left", { roomId: "r", told: "binh" });
    expect(news(told).at(-1)).toEqual({ count: 1, left: ["binh"], gone: [] });
    line.emit("leave", { room: "s" });
    expect(await who(line, "an", "binh")).toEqual(["an there", "binh gone"]);
  });

  test("is answered here, once there is a list; of who was asked about before, the list tells", async () => {
    const { server, told, line } = await connected(wrapper);
    expect(await who(line, "an", "chi")).toEqual([]);
    server.push("all", { roomId: "r", told: ["an"] });
    expect(news(told)).toEqual([{ count: 1, left: [], gone: ["chi"] }]);
    expect(await who(line, "an", "chi")).toEqual(["an there", "chi gone"]);
    expect(server.emitted).toEqual([]);
  });

  test("what was known before a loss is compared with what is told after it", async () => {
    const { environment, server, told, line } = await connected(wrapper);
    server.push("all", { roomId: "r", told: ["an", "binh"] });
    server.cut();
    expect(await who(line, "an")).toEqual([]);
    line.connect({});
    await environment.advanceAsync(20);
    server.push("all", { roomId: "r", told: ["an"] });
    expect(news(told).at(-1)).toEqual({ count: 1, left: ["binh"], gone: ["binh"] });
  });

  test("entering is answered with a list that goes on being right", async () => {
    const { environment, server, line } = await connected(wrapper);
    server.answer("enter", () => ({ ok: true }));
    const answer = line.request("enter", { room: "r" }, 1_000);
    await environment.advanceAsync(20);
    const { people } = (await answer) as { people: readonly unknown[] };
    expect(people).toEqual([]);
    server.push("all", { roomId: "r", told: ["an"] });
    expect(people).toEqual([{ id: "an" }]);
  });

  test("what can't be read, and what is of no room, is passed on as it came", async () => {
    const { server, told } = await connected(wrapper);
    server.push("all", { roomId: "r", told: 7 });
    server.push("left", "an");
    server.push("else", 1);
    expect(told).toEqual([
      ["all", { roomId: "r", told: 7 }],
      ["left", "an"],
      ["else", 1],
    ]);
  });
});
