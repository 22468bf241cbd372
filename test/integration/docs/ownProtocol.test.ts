import { describe, expect, test } from "vitest";
import type { Protocol } from "../../../src/protocols/protocol.js";
import { ownFirst } from "../../docs/quick-starts/ownFirst.js";
import { ownProtocol } from "../../docs/quick-starts/ownProtocol.js";
import { startOwnServer } from "../../docs/quick-starts/ownServer.js";
import { eventually } from "../../support/patience.js";
import { presetWorld } from "../protocols/support/presetWorld.js";

/** The steps of "Write your own protocol" against the server that it prints: each does what the page says of it. */

const corner = "room:corner";

function worldOf(protocol: Protocol) {
  const world = presetWorld(
    async () => {
      const server = await startOwnServer();
      return { ...server, stop: () => server.io.close() };
    },
    ({ url }, id) => ({ url, apiUrl: url, auth: `token-of-${id}`, protocol }),
    corner,
  );
  return {
    world,
    both: async () => {
      const people = ["an", "binh"].map((id) => world.person(id, [corner]));
      await Promise.all(people.map((one) => one.live()));
      await eventually(() => expect(world.server.io.sockets.adapter.rooms.get("corner")?.size).toBe(2));
      return people as [(typeof people)[number], (typeof people)[number]];
    },
  };
}

describe("the first protocol, that speaks and hears", () => {
  const { both } = worldOf(ownFirst);

  test("shows what others say, and one's own once, as unconfirmed until it is heard", async () => {
    const [an, binh] = await both();
    an.say("Chào Bình");
    await binh.has(1);
    expect(binh.messages()[0]).toMatchObject({ senderName: "An", body: { text: "Chào Bình" } });
    await eventually(() => expect(an.messages().map(({ own }) => own)).toEqual([true]));
    expect(an.lobby.store.getState().lobby.connection.guarantees).toBe("L0");
  });
});

describe("the whole protocol", () => {
  const { world, both } = worldOf(ownProtocol);

  test("shows what is stored as sent, what is refused with its reason, and who types", async () => {
    const [an, binh] = await both();
    const key = an.say("Chào Bình");
    await an.until("it is stored", () => an.messages()[0]?.status === "sent");
    expect(an.messages()).toMatchObject([{ key, own: true }]);
    await binh.has(1);
    an.say("x".repeat(501));
    await an.until("it is refused", () => an.messages()[1]?.status === "failed");
    expect(an.messages()[1]?.failure).toEqual({ code: "TOO_LARGE", message: "too long" });
    binh.lobby.setTyping(corner, true);
    await an.until("it is seen", (state) => state.lobby.chat.conversations[corner]?.typing[0]?.userName === "Bình");
    expect(an.lobby.store.getState().lobby.connection.guarantees).toBe("L3");
    expect(an.lobby.store.getState().lobby.chat.conversations[corner]?.title).toBe("The corner");
  });

  test("loads what was said before, page by page", async () => {
    const { lines } = world.server;
    for (let at = 1; at <= 120; at += 1)
      lines.push({ id: `l${at}`, room: "corner", from: "binh", name: "Bình", text: `${at}`, at, ref: `r${at}` });
    const [an] = await both();
    await an.has(50);
    expect(an.texts()[0]).toBe("71");
    await an.lobby.loadOlder(corner);
    await an.has(100);
    await an.lobby.loadOlder(corner);
    await an.has(120);
    expect(an.texts()[0]).toBe("1");
  });

  test("a message whose answer is lost is repeated, and stored once; what was missed is fetched", async () => {
    const [an, binh] = await both();
    const { io, lines } = world.server;
    // The connection goes with the first word, before its answer is out.
    const cut = () => {
      for (const socket of io.sockets.sockets.values()) socket.conn.close();
    };
    io.sockets.sockets.forEach((socket) => void socket.onAny((event) => event === "say" && cut()));
    an.say("một lần thôi");
    lines.push({ id: "p1", room: "corner", from: "binh", name: "Bình", text: "từ điện thoại", at: 5, ref: "p" });
    await an.until("it is stored", () => an.messages().some(({ own, status }) => own && status === "sent"));
    await an.has(2);
    await binh.has(2);
    expect(lines.filter(({ text }) => text === "một lần thôi")).toHaveLength(1);
  });

  test("a token that is refused is asked for again", async () => {
    const tokens = ["stolen", "token-of-an"];
    const an = world.person("an", [corner], { auth: () => tokens.shift() ?? "none" });
    await an.live();
    expect(tokens).toEqual([]);
  });
});
