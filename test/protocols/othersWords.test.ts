import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { LobbyState } from "../../src/client/lobbyState.js";
import { elearning } from "../../src/protocols/elearning/elearning.js";
import { livestream } from "../../src/protocols/livestream/livestream.js";
import type { Protocol } from "../../src/protocols/protocol.js";
import { rooms } from "../../src/protocols/rooms/rooms.js";
import { shop } from "../../src/protocols/shop/shop.js";
import { anId } from "../support/fuzz.js";
import { elearningPayloads, livestreamPayloads, roomsPayloads, shopPayloads } from "../support/wireArbitraries.js";
import { arrive, type HostileSamples, me } from "./support/hostile.js";

/** What a server says to everybody is for those whom it concerns: nothing that is addressed to somebody else, or of a room that one is not in, reaches the state. */

interface Others extends Pick<HostileSamples, "greet"> {
  readonly protocol: Protocol;
  /** Payloads that are addressed to others, by the name of their event. */
  readonly events: Readonly<Record<string, fc.Arbitrary<unknown>>>;
  /** This server tells only whom it concerns: what comes all the same is a fault, and reported as one. */
  readonly isFault?: true;
}

const somebody = () => anId().filter((id) => id !== me);
const two = fc.tuple(somebody(), somebody()).filter(([a, b]) => a !== b);
/** Payloads that were made for other eyes: as said to somebody of that name. */
const stranger = "stranger";

const live = livestreamPayloads(stranger);
const ofRooms = [
  "newMessage",
  "chatMessageFromBackend",
  "newGift",
  "giftFromBackend",
  "userJoined",
  "userLeft",
] as const;
const answer = fc.record({ _id: anId(), userId: somebody(), message: fc.string({ minLength: 1, maxLength: 20 }) });

const presets: readonly Others[] = [
  {
    protocol: elearning,
    events: {
      newMessage: fc.oneof(
        elearningPayloads(stranger).newMessage.filter((payload) => !JSON.stringify(payload).includes(`"${me}"`)),
        fc.tuple(two, anId()).map(([[sender, recipient], _id]) => ({ _id, content: "x", sender, recipient })),
      ),
      newNotification: fc
        .tuple(elearningPayloads(stranger).newNotification, somebody())
        .map(([notification, userId]) => ({ ...notification, userId })),
      userStatusUpdate: elearningPayloads(stranger).userStatusUpdate,
      viewerCount: elearningPayloads(stranger).viewerCount,
    },
  },
  {
    protocol: livestream({ gifts: [{ id: "rose", name: "Rose", price: 1, animation: "hearts" }] }),
    events: {
      ...Object.fromEntries(ofRooms.map((name) => [name, live[name]])),
      roomUpdate: live.roomUpdate,
      roomInfo: live.roomInfo,
      // Words of an admin, and questions to him.
      "newMessage ": fc.tuple(answer, somebody()).map(([said, receiverId]) => ({ ...said, receiverId })),
      "chatMessageFromBackend ": answer.map((said) => ({ data: { ...said, supportType: "general" } })),
    },
    greet: (push) => push("authSuccess", {}),
  },
  {
    protocol: shop({ rooms: [], csrfToken: "c" }),
    events: {
      message: fc.tuple(shopPayloads(stranger).message, two).map(([payload, [sender, receiver]]) => {
        const { chats, ...rest } = payload as { chats: object };
        return { ...rest, userId: sender, chats: { ...chats, sender: { _id: sender }, receiver: { _id: receiver } } };
      }),
    },
  },
  {
    protocol: rooms(),
    isFault: true,
    events: Object.fromEntries(
      (["message", "message-history", "user-typing", "users-online", "user-joined", "user-left"] as const).map(
        (name) => [name, roomsPayloads(stranger)[name]],
      ),
    ),
  },
];

describe.each(presets)("what $protocol.name says to others", ({ protocol, events, greet, isFault }) => {
  test.each(Object.entries(events))("%s leaves the state as it was", async (name, payloads) => {
    const { push, slices, environment, reports, lobby } = await arrive(protocol, greet === undefined ? {} : { greet });
    const before = slices();
    fc.assert(
      fc.property(payloads, (payload) => push(name.trim(), payload)),
      { numRuns: 1_000, seed: 7 },
    );
    await environment.advanceAsync(100);
    for (const [slice, held] of Object.entries(slices()))
      expect(held === before[slice as keyof LobbyState], `${slice} has changed`).toBe(true);
    expect(new Set(reports.map(({ kind, subject }) => `${kind} ${subject}`))).toEqual(
      new Set(isFault ? [`malformed ${name}`] : []),
    );
    const { dropped } = lobby.store.getState().lobby.connection;
    expect(dropped).toEqual(isFault ? { [name]: 1_000 } : {});
  });
});
