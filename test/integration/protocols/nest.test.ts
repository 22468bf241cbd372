import { describe, expect, test } from "vitest";
import { selectTyping } from "../../../src/client/chat/selectors.js";
import { selectConnection } from "../../../src/client/connection/selectors.js";
import type { LobbyRootState } from "../../../src/client/lobbyState.js";
import { notificationsFeature } from "../../../src/client/notifications/notificationsFeature.js";
import { selectNotifications } from "../../../src/client/notifications/selectors.js";
import { presenceFeature } from "../../../src/client/presence/presenceFeature.js";
import { nestGateway } from "../../docs/quick-starts/nestGateway.js";
import { startNestServer } from "../../servers/nest.js";
import { eventually } from "../../support/patience.js";
import { type Person, presetWorld } from "./support/presetWorld.js";

/** The protocol of the guide, and the real client, against a gateway as NestJS runs it. */

const planning = "room:planning";
const world = presetWorld(
  startNestServer,
  (server, id) => ({ url: server.url, auth: () => server.token(id, `Name of ${id}`), protocol: nestGateway }),
  planning,
);
const person: typeof world.person = (id, _opens, more) => world.person(id, [planning], more);
const reconnecting = (state: LobbyRootState) => selectConnection(state).status === "reconnecting";

async function both(): Promise<[Person, Person]> {
  const [an, binh] = [person("an"), person("binh")];
  await Promise.all([an.live(), binh.live()]);
  await eventually(() => expect(world.server.members("planning").toSorted()).toEqual(["an", "binh"]));
  return [an, binh];
}

const shows = (who: Person, ...texts: string[]) => eventually(() => expect(who.texts()).toEqual(texts));

describe("two people in a channel", () => {
  test.each(["first", "last"] as const)("talk, the gateway telling the channel %s", async (tells) => {
    world.server.habits.tells = tells;
    const [an, binh] = await both();
    expect(selectConnection(an.lobby.store.getState()).guarantees).toBe("L1");
    const key = an.say("Chào Bình");
    await shows(binh, "Chào Bình");
    binh.say("Chào An");
    await shows(an, "Chào Bình", "Chào An");
    await shows(binh, "Chào Bình", "Chào An");
    await eventually(() => expect(an.messages()[0]).toMatchObject({ key, own: true, status: "sent" }));
    expect(an.messages()[1]).toMatchObject({ own: false, senderName: "Name of binh", status: "received" });
    expect(an.lobby.store.getState().lobby.chat.conversations[planning]?.title).toBe("Planning");
    expect([...an.reports, ...binh.reports]).toEqual([]);
  });

  test("see who types, and that he has stopped", async () => {
    const [an, binh] = await both();
    binh.lobby.setTyping(planning, true);
    const names = () => selectTyping(an.lobby.store.getState(), planning).map(({ userName }) => userName);
    await eventually(() => expect(names()).toEqual(["Name of binh"]));
    binh.lobby.setTyping(planning, false);
    await eventually(() => expect(names()).toEqual([]));
  });

  test("find what was said before they came", async () => {
    world.server.say("chi", "planning", "Có ai không?");
    world.server.say("chi", "planning", "Có ai không?");
    const an = person("an");
    await shows(an, "Có ai không?", "Có ai không?");
  });
});

describe("what the gateway refuses", () => {
  test.each([true, false])(
    "is said by an exception: the message fails with its words (names its cause: %s)",
    async (cause) => {
      world.server.habits.cause = cause;
      const [an, binh] = await both();
      world.server.habits.muted.add("an");
      const key = an.say("Nghe tôi nói không?");
      await an.until("it failed", () => an.messages()[0]?.status === "failed");
      expect(an.messages()[0]).toMatchObject({
        key,
        failure: { code: "FORBIDDEN", message: "You are muted" },
        body: { text: "Nghe tôi nói không?" },
      });
      expect(binh.texts()).toEqual([]);
      world.server.habits.muted.delete("an");
      an.lobby.retryMessage(planning, key);
      await shows(binh, "Nghe tôi nói không?");
    },
  );

  test("about something else does not settle a message that waits", async () => {
    const [an] = await both();
    world.server.habits.unanswered.add("channel:say");
    const arrived = world.server.next("channel:say");
    an.say("một");
    await arrived;
    world.server.push("an", "exception", {
      status: "error",
      message: "No",
      cause: { pattern: "channel:typing", data: {} },
    });
    world.server.say("chi", "planning", "hai");
    await eventually(() => expect(an.texts().toSorted()).toEqual(["hai", "một"]));
    expect(an.messages().find(({ own }) => own)?.status).not.toBe("failed");
  });

  test("is a channel that there is not: it says so, and no other suffers", async () => {
    const [an] = await both();
    const stop = an.lobby.openConversation("room:nowhere");
    world.hold(stop);
    const status = () => an.lobby.store.getState().lobby.chat.conversations["room:nowhere"]?.status;
    await eventually(() => expect(status()).toBe("error"));
    an.say("vẫn ở đây");
    await shows(an, "vẫn ở đây");
  });

  test("is a token: it asks for another one", async () => {
    const tokens = [await world.server.token("an", "An", "0s"), await world.server.token("an", "An")];
    const an = person("an", [], { auth: ({ reason }) => (reason === "refused" ? tokens[1]! : tokens[0]!) });
    await an.live();
    await eventually(() => expect(world.server.members("planning")).toEqual(["an"]));
  });
});

describe("a restart that forgets everything", () => {
  test("is answered by joining, announcing and following again; what is shown stays, what was typed meanwhile goes out", async () => {
    const [an, binh] = await both();
    const presence = an.lobby.use(presenceFeature);
    world.hold(presence.watch(["binh"]));
    world.hold(binh.lobby.use(presenceFeature).follow());
    const binhIs = () => presence.people.get("binh", an.lobby.store.getState().lobby)?.status;
    await eventually(() => expect(world.server.announced()).toContain("binh"));
    await eventually(() => expect(binhIs()).toBe("online"));
    an.say("trước");
    await shows(binh, "trước");
    await an.until("it is stored", () => an.messages()[0]?.status === "sent");

    await world.server.stop();
    await an.until("it is noticed", reconnecting);
    await binh.until("it is noticed", reconnecting);
    expect(world.server.lines("planning")).toEqual([]);
    an.say("trong lúc mất mạng");
    await world.server.start();
    await Promise.all([an.live(), binh.live()]);

    await eventually(() => expect(world.server.members("planning").toSorted()).toEqual(["an", "binh"]));
    await eventually(() => expect(world.server.announced()).toContain("binh"));
    await shows(binh, "trước", "trong lúc mất mạng");
    await shows(an, "trước", "trong lúc mất mạng");
    expect(world.server.lines("planning").map(({ no, text }) => [no, text])).toEqual([[1, "trong lúc mất mạng"]]);
    // The subscription works again: going is told to whoever follows.
    binh.lobby.signIn(null);
    await eventually(() => expect(binhIs()).toBe("offline"));
  });

  test("counts its lines from 1 again: none of them is taken for one of before", async () => {
    const [an, binh] = await both();
    for (const text of ["a", "b"]) an.say(text);
    await shows(binh, "a", "b");
    await world.server.stop();
    await binh.until("it is noticed", reconnecting);
    await world.server.start();
    await Promise.all([an.live(), binh.live()]);
    await eventually(() => expect(world.server.members("planning").toSorted()).toEqual(["an", "binh"]));
    binh.say("c");
    await shows(an, "a", "b", "c");
    await shows(binh, "a", "b", "c");
  });

  test("a message whose answer was lost fails, to be sent again by hand: nobody knows whether it arrived", async () => {
    const [an, binh] = await both();
    world.server.habits.lose.add("channel:say");
    const arrived = world.server.next("channel:say");
    const key = an.say("mất tiêu");
    await arrived;
    world.server.cut();
    await an.until("it failed", () => an.messages()[0]?.status === "failed");
    world.server.habits.lose.clear();
    await an.live();
    await eventually(() => expect(world.server.members("planning").toSorted()).toEqual(["an", "binh"]));
    expect(world.server.lines("planning")).toEqual([]);
    an.lobby.retryMessage(planning, key);
    await shows(binh, "mất tiêu");
    await an.until("it is stored", () => an.messages()[0]?.status === "sent");
  });

  test("a message that was stored but not answered is found in what the channel tells on joining again", async () => {
    const [an] = await both();
    world.server.habits.unanswered.add("channel:say");
    world.server.habits.tells = "last";
    const arrived = world.server.next("channel:say");
    const key = an.say("có tới");
    await arrived;
    world.server.cut();
    await an.live();
    await an.until("it is known", () => an.messages()[0]?.status === "sent");
    expect(an.messages().map((message) => message.key)).toEqual([key]);
  });
});

describe("where websockets are not let through", () => {
  test("the connection falls back to long polling, and so it stays after a restart", async () => {
    await world.server.stop();
    world.server.habits.pollingOnly = true;
    await world.server.start();
    const [an, binh] = await both();
    expect(world.server.transports()).toEqual(["polling", "polling"]);
    an.say("đi đường vòng");
    await shows(binh, "đi đường vòng");
    await world.server.stop();
    await an.until("it is noticed", reconnecting);
    await world.server.start();
    await an.live();
  });
});

describe("notices", () => {
  test("come by their own namespace, and are marked as read there", async () => {
    const [an, binh] = await both();
    const notifications = an.lobby.use(notificationsFeature);
    world.hold(notifications.watch("all"));
    const list = () => selectNotifications(an.lobby.store.getState());
    world.server.notify("an", { id: "n1", title: "Họp lúc 9 giờ", body: "Phòng 3", at: new Date().toISOString() });
    await eventually(() => expect(list()).toMatchObject([{ id: "n1", title: "Họp lúc 9 giờ", read: false }]));
    const read = world.server.next("notice:read");
    void notifications.markRead(["n1"]);
    expect(await read).toEqual({ ids: ["n1"] });
    expect(binh.reports).toEqual([]);
  });
});
