import { io, type Socket } from "socket.io-client";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { CommandInput, CommandName } from "../../../src/contract/commands.js";
import { decodeEvent } from "../../../src/protocols/decodeEvent.js";
import { elearning, elearningWith } from "../../../src/protocols/elearning/elearning.js";
import type { ProtocolContext } from "../../../src/protocols/protocol.js";
import { type ElearningServer, startElearningServer } from "../../servers/elearning.js";

/** The protocol's functions over a real socket, without the client: what the wire itself is good for. */

let server: ElearningServer;
const sockets: Socket[] = [];

beforeEach(async () => {
  server = await startElearningServer();
});

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.disconnect();
  await server.stop();
});

const once = (socket: Socket, event: string) =>
  new Promise<unknown[]>((resolve) => socket.once(event, (...args: unknown[]) => resolve(args)));

const contextOf = (id: string): ProtocolContext => ({ user: { id }, now: () => 1_000, newId: () => "made" });

function open(token: string, namespace = ""): Socket {
  const { connect } = elearning;
  const socket = io(`${server.url}${namespace}`, {
    auth: connect.auth?.({ token, user: { id: "an" }, now: 0 }) ?? {},
    transports: [...(connect.transports ?? [])],
    forceNew: true,
    reconnection: false,
  });
  sockets.push(socket);
  return socket;
}

async function person(id: string, role?: "user" | "admin"): Promise<Socket> {
  const socket = open(await server.token(id, role));
  await once(socket, "connect");
  return socket;
}

function emit<N extends CommandName>(socket: Socket, as: string, name: N, input: CommandInput<N>): void {
  const encoded = elearning.outgoing[name]?.(input, contextOf(as));
  if (encoded?.via !== "socket") throw new Error(`${name} does not go over the socket`);
  socket.emit(encoded.event, encoded.payload);
}

async function next(socket: Socket, as: string, event: string) {
  const [payload] = await once(socket, event);
  return decodeEvent(elearning, event, payload, contextOf(as)).events;
}

const say = (text: string) => ({
  conversationId: "direct:an:binh",
  clientId: "c1",
  body: { kind: "text" as const, text },
});

describe("chat", () => {
  test.each([
    ["as stored", {}],
    ["with the sender populated", { populate: true }],
    ["as the sender's own object", { relayRaw: true }],
  ])("what one sends reaches the other, %s, and nobody else", async (_case, habits) => {
    Object.assign(server.habits, habits);
    const [an, binh, chi] = [await person("an"), await person("binh"), await person("chi")];
    const heard: unknown[] = [];
    for (const socket of [an, chi]) socket.on("newMessage", (payload) => heard.push(payload));
    const arrived = next(binh, "binh", "newMessage");
    emit(an, "an", "sendMessage", say("Chào"));
    expect(await arrived).toMatchObject([
      {
        type: "messageReceived",
        message: { senderId: "an", conversationId: "direct:an:binh", body: { text: "Chào" } },
      },
    ]);
    const back = next(binh, "binh", "newMessage");
    emit(an, "an", "sendMessage", say("nữa"));
    await back;
    expect(heard).toEqual([]);
  });

  test("history has both sides' messages with their states", async () => {
    const [an, binh] = [await person("an"), await person("binh")];
    emit(an, "an", "sendMessage", say("1"));
    await next(binh, "binh", "newMessage");
    emit(binh, "binh", "markRead", {
      conversationId: "direct:an:binh",
      seq: null,
      messageId: server.messages[0]?._id ?? "",
    });
    emit(binh, "binh", "sendMessage", say("2"));
    await next(an, "an", "newMessage");
    const input = { conversationId: "direct:an:binh", cursor: null, limit: 50 };
    const request = elearning.http.history?.request(input, contextOf("an"));
    for (const headers of [
      { authorization: `Bearer ${await server.token("an")}` },
      { cookie: `theme=dark; access_token=${await server.token("an")}` },
    ]) {
      const response = await fetch(`${server.apiUrl}/${request?.path}`, { headers: headers as Record<string, string> });
      const outcome = elearning.http.history?.read(await response.json(), input, contextOf("an"));
      const [first, second] = server.messages;
      expect(outcome).toMatchObject({
        ok: true,
        value: {
          messages: [{ body: { text: "1" } }, { body: { text: "2" } }],
          statuses: { [first?._id ?? ""]: "read", [second?._id ?? ""]: "sent" },
        },
      });
    }
    const refused = await fetch(`${server.apiUrl}/${request?.path}`);
    expect(elearning.http.failure?.(await refused.json(), refused.status)).toMatchObject({ code: "UNAUTHENTICATED" });
  });
});

describe("the handshake", () => {
  const refusalOf = async (socket: Socket) => {
    const [error] = (await once(socket, "connect_error")) as [Error];
    return elearning.connect.refusal?.({ message: error.message, data: undefined }).kind;
  };

  test("a bad or expired token is unauthenticated", async () => {
    expect(await refusalOf(open("rubbish"))).toBe("unauthenticated");
    expect(await refusalOf(open(await server.token("an", "user", "-1s")))).toBe("unauthenticated");
  });

  test("the namespace for admins is forbidden to others", async () => {
    const admin = elearningWith({ admin: true }).connect.namespaces?.admin;
    expect(await refusalOf(open(await server.token("an"), admin))).toBe("forbidden");
    await once(open(await server.token("root", "admin"), admin), "connect");
  });
});

describe("notifications, presence and viewers", () => {
  test.each([false, true])("a notification reaches its user and the admins (relayed: %s)", async (relayRaw) => {
    server.habits.relayRaw = relayRaw;
    const [an, binh, root] = [await person("an"), await person("binh"), await person("root", "admin")];
    const text = { clientId: "c1", title: "Bình luận mới", message: "Hay quá" };
    const toUser = next(binh, "binh", "newNotification");
    emit(an, "an", "sendNotification", { ...text, to: { userId: "binh" } });
    expect(await toUser).toMatchObject([{ notification: { title: "Bình luận mới", read: false } }]);
    const toAdmin = next(root, "root", "newNotification");
    emit(an, "an", "sendNotification", { ...text, to: { admins: true } });
    expect(await toAdmin).toMatchObject([{ type: "notificationReceived" }]);
    const id = server.notifications[0]?._id ?? "";
    const call = elearning.outgoing.markNotificationsRead?.({ ids: [id] }, contextOf("binh"));
    if (call?.via !== "http") throw new Error("not over HTTP");
    const response = await fetch(`${server.apiUrl}/${call.request.path}`, {
      method: call.request.method,
      headers: { authorization: `Bearer ${await server.token("binh")}` },
    });
    expect(call.acknowledge(await response.json(), response.status).ok).toBe(true);
    expect(server.notifications[0]?.status).toBe("read");
  });

  test("presence is told when it changes and when asked", async () => {
    const [an, binh] = [await person("an"), await person("binh")];
    const told = next(an, "an", "userStatusUpdate");
    emit(binh, "binh", "setPresence", { status: "online" });
    expect(await told).toMatchObject([{ presences: [{ userId: "binh", status: "online" }] }]);
    const answered = next(an, "an", "userStatusUpdate");
    emit(an, "an", "watchPresence", { userIds: ["binh"] });
    expect(await answered).toMatchObject([{ presences: [{ userId: "binh", status: "online" }] }]);
  });

  test("viewers are counted; a server that forgot leaveVideo does no harm", async () => {
    const an = await person("an");
    const counted = next(an, "an", "viewerCount");
    emit(an, "an", "joinViewers", { viewableId: "v1" });
    expect(await counted).toEqual([{ type: "viewerCountChanged", viewableId: null, count: 1 }]);
    emit(an, "an", "leaveViewers", { viewableId: "v1" });
    const again = next(an, "an", "viewerCount");
    emit(an, "an", "joinViewers", { viewableId: "v1" });
    expect(await again).toMatchObject([{ count: 1 }]);
    expect(server.received.map(({ event }) => event)).toEqual(["watchingVideo", "leaveVideo", "watchingVideo"]);
  });
});
