import fc from "fast-check";
import { giftAnimationSchema } from "../../src/contract/giftAnimation.js";
import { anId } from "./fuzz.js";

/** Well-formed words of the domains beside chat. What each is made of stands in the contract. */

const text = (max: number, min = 0) => fc.string({ unit: "grapheme", minLength: min, maxLength: Math.min(max, 24) });
const count = () => fc.nat({ max: 1_000_000 });
const time = () => fc.integer({ min: 0, max: 4_000_000_000_000 });
const amount = () => fc.double({ min: -1e9, max: 1e9, noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);

function record(model: Record<string, fc.Arbitrary<unknown>>, optional: string[] = []): fc.Arbitrary<object> {
  return fc.record(model, { requiredKeys: Object.keys(model).filter((key) => !optional.includes(key)) });
}

export const aNotification = () =>
  record(
    {
      id: anId(),
      kind: text(64, 1),
      level: fc.constantFrom("info", "success", "warning", "error"),
      title: text(200),
      message: text(2_000),
      href: text(2_048),
      imageUrl: text(2_048),
      data: fc.constantFrom(1, "a", { order: 7 }),
      read: fc.boolean(),
      createdAt: time(),
      userId: anId(),
    },
    ["href", "imageUrl", "data", "userId"],
  );

export const aPresence = () =>
  record(
    {
      userId: anId(),
      status: fc.constantFrom("online", "away", "offline"),
      activity: text(120),
      lastSeenAt: fc.option(time()),
    },
    ["activity"],
  );

const animations = ["default", "fireworks", "hearts", "stars", "rainbow"].filter((one) => giftAnimationSchema(one).ok);

export const aGift = (conversationId: fc.Arbitrary<string>) =>
  record(
    {
      id: anId(),
      clientId: anId(),
      conversationId,
      giftId: anId(),
      name: text(120),
      price: count(),
      quantity: fc.integer({ min: 1, max: 100 }),
      animation: fc.constantFrom(...animations),
      senderId: anId(),
      senderName: text(120),
      receiverId: anId(),
      receiverName: text(120),
      note: text(200),
      createdAt: time(),
    },
    ["clientId", "senderName", "receiverName", "note"],
  );

export const aPatch = () =>
  record({ op: fc.constantFrom("set", "delete"), path: fc.array(anId(), { maxLength: 6 }), value: text(10) }, [
    "value",
  ]);

export const aPrice = () =>
  record({ symbol: anId(), price: amount(), change: amount(), changePercent: amount(), volume: count(), at: time() }, [
    "volume",
  ]);

export const aTicket = (conversationId: fc.Arbitrary<string>) =>
  record(
    {
      conversationId,
      visitor: record({ id: anId(), name: text(120) }, ["name"]),
      topic: text(64, 1),
      status: fc.constantFrom("queued", "taken", "closed"),
      agent: record({ id: anId(), name: text(120) }, ["name"]),
      createdAt: time(),
      updatedAt: time(),
      head: count(),
      readSeq: count(),
      last: record({ senderId: anId(), text: text(200), createdAt: time() }),
    },
    ["agent", "last"],
  );

export const aSnapshot = () =>
  record({ topic: anId(), version: count(), state: fc.constantFrom(null, 3, { stars: 4.5 }, [1, 2]) });
