import fc from "fast-check";
import { closeReasonSchema } from "../../src/contract/chat.js";
import { defined } from "../../src/contract/defined.js";
import type { Gift } from "../../src/contract/gifts.js";
import { conversationIdOf } from "../../src/contract/ids.js";
import type { NativeInput } from "../../src/protocols/native/inputs.js";
import type { NativeCommand, NativeEvent, NativeResult } from "../../src/protocols/native/wire.js";
import { aGift, aNotification, aPatch, aPresence, aPrice, aSnapshot, aTicket } from "./domainArbitraries.js";
import { anId } from "./fuzz.js";

/** Well-formed words of the native wire, one arbitrary for each: the types see to it that none is forgotten. */

const text = (max: number, min = 0) => fc.string({ unit: "grapheme", minLength: min, maxLength: Math.min(max, 24) });
const count = () => fc.nat({ max: 1_000_000 });
const time = () => fc.integer({ min: 0, max: 4_000_000_000_000 });
const epoch = () => text(64, 1);
const url = () => fc.webUrl({ validSchemes: ["http", "https"] });

/** Leaves out what is undefined, as JSON does. */
function fields<T extends object>(model: { [K in keyof T]-?: fc.Arbitrary<T[K]> }, optional: (keyof T)[] = []) {
  const requiredKeys = (Object.keys(model) as (keyof T)[]).filter((key) => !optional.includes(key));
  return fc.record(model as never, { requiredKeys: requiredKeys as never }) as unknown as fc.Arbitrary<T>;
}

const ids = () => fc.array(anId(), { maxLength: 5 });
const idsOrAll = () => fc.oneof(ids(), fc.constant("all" as const));

/** A conversation's name of any kind. */
export const aConversationId = () =>
  fc.oneof(
    fc
      .tuple(anId(), anId())
      .filter(([a, b]) => a !== b)
      .map(([a, b]) => conversationIdOf({ kind: "direct", userId: b }, a)),
    anId().map((id) => `room:${id}`),
    anId().map((id) => `support:${id}`),
  );

const user = () => fields({ id: anId(), name: text(120), avatarUrl: url() }, ["name", "avatarUrl"]);
const aRoom = () =>
  fields(
    {
      roomId: anId(),
      title: text(120),
      avatarUrl: url(),
      description: text(1_000),
      hostId: anId(),
      memberCount: count(),
    },
    ["title", "avatarUrl", "description", "hostId"],
  );
const size = () => fc.integer({ min: 1, max: 20_000 });
const about = () => fields({ url: url(), id: text(200, 1), title: text(120, 1) }, ["id", "title"]);
const textBody = () => fields({ kind: fc.constant("text" as const), text: text(4_000, 1), about: about() }, ["about"]);
const imageBody = () =>
  fields({ kind: fc.constant("image" as const), url: url(), text: text(4_000), width: size(), height: size() }, [
    "text",
    "width",
    "height",
  ]);
const systemBody = () => fc.record({ kind: fc.constant("system" as const), text: text(4_000, 1) });
const giftBody = () =>
  fc.tuple(aGift(fc.constant("room:hall")), text(4_000, 1)).map(([gift, words]) => {
    const { giftId, name, price, quantity, animation, receiverId, receiverName, note } = gift as Gift;
    const body = { giftId, name, price, quantity, animation, receiverId, receiverName, note };
    return { kind: "gift" as const, text: words, ...defined(body) };
  });

/** A message of a log. Client ids only where `mine` is the sender, for others' are not kept. */
export const aLoggedMessage = (mine: string) =>
  fc.boolean().chain((own) =>
    fields(
      {
        id: anId(),
        conversationId: aConversationId(),
        seq: fc.integer({ min: 1, max: 1_000_000 }),
        ...(own ? { clientId: anId() } : {}),
        senderId: own ? fc.constant(mine) : anId().filter((id) => id !== mine),
        senderName: text(120),
        senderAvatarUrl: url(),
        createdAt: time(),
        body: fc.oneof(textBody(), imageBody(), systemBody(), giftBody()),
      } as never,
      ["senderName", "senderAvatarUrl"] as never,
    ),
  ) as fc.Arbitrary<NativeEventOf<"messageReceived">["message"]>;

type NativeEventOf<T extends NativeEvent["type"]> = Extract<NativeEvent, { type: T }>;
const closeReasons = ["left", "kicked", "deleted"].filter((reason) => closeReasonSchema(reason).ok);

/** A well-formed event of the native wire. */
export function nativeEvents(mine: string): { [T in NativeEvent["type"]]: fc.Arbitrary<NativeEventOf<T>> } {
  const typed = <T extends NativeEvent["type"]>(type: T, model: object, optional: string[] = []) =>
    fields({ type: fc.constant(type), ...model } as never, optional as never) as fc.Arbitrary<NativeEventOf<T>>;
  const conversationId = aConversationId();
  return {
    messageReceived: typed("messageReceived", { epoch: fc.option(epoch()), message: aLoggedMessage(mine) }),
    receiptChanged: typed(
      "receiptChanged",
      { conversationId, userId: anId(), deliveredSeq: count(), readSeq: count() },
      ["deliveredSeq", "readSeq"],
    ),
    typingChanged: typed(
      "typingChanged",
      { conversationId, userId: anId(), userName: text(120), typing: fc.boolean() },
      ["userName"],
    ),
    conversationChanged: typed("conversationChanged", {
      conversation: fields(
        {
          id: conversationId,
          title: text(120),
          avatarUrl: url(),
          participants: fc.array(user(), { maxLength: 4 }),
          memberCount: count(),
          lastMessage: aLoggedMessage(mine).map(({ clientId: _none, ...rest }) => rest),
          head: count(),
          readSeq: count(),
          unreadCount: count(),
          updatedAt: time(),
        },
        ["title", "avatarUrl", "memberCount", "lastMessage"],
      ),
    }),
    conversationClosed: typed("conversationClosed", { conversationId, reason: fc.constantFrom(...closeReasons) }),
    participantJoined: typed("participantJoined", { conversationId, user: user(), at: time() }),
    participantLeft: typed("participantLeft", { conversationId, userId: anId(), at: time() }),
    tokenExpiring: typed("tokenExpiring", { inMs: count() }),
    notificationReceived: typed("notificationReceived", { notification: aNotification(), unreadCount: count() }, [
      "unreadCount",
    ]),
    notificationChanged: typed("notificationChanged", { notification: aNotification(), unreadCount: count() }, [
      "unreadCount",
    ]),
    notificationsRead: typed("notificationsRead", { ids: idsOrAll(), unreadCount: count() }, ["unreadCount"]),
    notificationsCleared: typed("notificationsCleared", {}),
    presenceChanged: typed("presenceChanged", { presences: fc.array(aPresence(), { maxLength: 3 }) }),
    viewerCountChanged: typed("viewerCountChanged", { viewableId: fc.option(anId()), count: count(), peak: count() }, [
      "peak",
    ]),
    giftReceived: typed("giftReceived", { gift: aGift(conversationId) }),
    balanceChanged: typed("balanceChanged", { balance: count(), clientId: anId() }, ["clientId"]),
    topicSnapshotReceived: aSnapshot().map((one) => ({ ...one, type: "topicSnapshotReceived" })) as never,
    topicPatched: typed("topicPatched", {
      topic: anId(),
      baseVersion: count(),
      version: fc.integer({ min: 1, max: 1_000 }),
      patches: fc.array(aPatch(), { maxLength: 3 }),
    }),
    topicConflicted: typed("topicConflicted", { topic: anId(), version: count() }),
    supportTicketChanged: typed("supportTicketChanged", { ticket: aTicket(conversationId) }),
    rosterChanged: typed("rosterChanged", {
      roomId: anId(),
      joined: fc.array(user(), { maxLength: 3 }),
      left: ids(),
      joinedCount: count(),
      leftCount: count(),
      count: count(),
      truncated: fc.boolean(),
    }),
    roomChanged: typed("roomChanged", { room: aRoom() }),
    streamStarted: typed("streamStarted", { roomId: anId(), startedAt: time(), title: text(120) }, ["title"]),
    streamEnded: typed("streamEnded", { roomId: anId(), endedAt: time() }),
    pricesChanged: typed("pricesChanged", { prices: fc.array(aPrice(), { maxLength: 3 }) }),
  };
}

/** A list of well-formed events of any type. */
export const nativeEventList = (mine: string) =>
  fc.array(fc.oneof(...(Object.values(nativeEvents(mine)) as fc.Arbitrary<NativeEvent>[])), { maxLength: 6 });

/** What goes into each command of the native wire. */
export const nativeInputs: () => { [N in NativeCommand]: fc.Arbitrary<NativeInput<N>> } = () => {
  const conversationId = aConversationId();
  return {
    hello: fc.record({ proto: fc.integer({ min: 1, max: 1_000 }), clientId: anId(), tabId: anId() }),
    reauthenticate: fc.record({ token: text(8_192, 1) }),
    heads: fc.record({ conversationIds: fc.array(conversationId, { maxLength: 50 }) }),
    sync: fc.record({
      cursors: fc.array(fc.record({ conversationId, epoch: fc.option(epoch()), after: count() }), { maxLength: 10 }),
      limit: fc.integer({ min: 1, max: 200 }),
    }),
    openConversation: fc.record({ conversationId }),
    closeConversation: fc.record({ conversationId }),
    sendMessage: fc.record({ conversationId, clientId: anId(), body: fc.oneof(textBody(), imageBody()) }),
    markRead: fc.record({ conversationId, seq: count() }),
    markDelivered: fc.record({ conversationId, seq: count() }),
    setTyping: fc.record({ conversationId, typing: fc.boolean() }),
    sendNotification: fields(
      {
        clientId: anId(),
        to: fc.oneof(fc.record({ userId: anId() }), fc.constant({ admins: true })),
        kind: text(64, 1),
        level: fc.constantFrom("info" as const, "error" as const),
        title: text(200, 1),
        message: text(2_000),
        href: url(),
      },
      ["kind", "level", "href"],
    ),
    markNotificationsRead: fc.record({ ids: idsOrAll() }),
    clearNotifications: fc.constant({}),
    setPresence: fields(
      { status: fc.constantFrom("online" as const, "away" as const, "offline" as const), activity: text(120) },
      ["activity"],
    ),
    watchPresence: fc.record({ userIds: ids() }),
    unwatchPresence: fc.record({ userIds: ids() }),
    watchRoom: fc.record({ roomId: anId() }),
    unwatchRoom: fc.record({ roomId: anId() }),
    joinViewers: fc.record({ viewableId: anId() }),
    leaveViewers: fc.record({ viewableId: anId() }),
    listViewers: fc.record({ viewableId: anId() }),
    sendGift: fields(
      {
        conversationId,
        clientId: anId(),
        giftId: anId(),
        quantity: fc.integer({ min: 1, max: 100 }),
        receiverId: anId(),
        note: text(200),
      },
      ["note"],
    ),
    giftStatus: fc.record({ clientId: anId() }),
    subscribeTopic: fields({ topic: anId(), version: count() }, ["version"]),
    unsubscribeTopic: fc.record({ topic: anId() }),
    changeTopic: fc.record({
      topic: anId(),
      baseVersion: count(),
      patches: fc.array(aPatch(), { maxLength: 3 }),
    }) as never,
    subscribePrices: fc.record({ symbols: ids() }),
    unsubscribePrices: fc.record({ symbols: ids() }),
    startSupport: fc.record({ supportType: text(64, 1) }),
    supportStatus: fc.constant({}),
    watchSupportQueue: fc.constant({}),
    unwatchSupportQueue: fc.constant({}),
    takeSupport: fc.record({ conversationId }),
    releaseSupport: fc.record({ conversationId }),
    closeSupport: fc.record({ conversationId }),
  };
};

/** What each command of the native wire is answered. */
export function nativeResults(mine: string): { [N in NativeCommand]: fc.Arbitrary<NativeResult<N>> } {
  const conversationId = aConversationId();
  const nothing = fc.constant({});
  const ticket = fc.record({ ticket: aTicket(conversationId) }) as never;
  return {
    hello: fc.record({
      proto: fc.integer({ min: 1, max: 1_000 }),
      userId: anId(),
      features: fc.array(text(64), { maxLength: 3 }),
      limits: fc.record({
        maxBytes: fc.integer({ min: 1_024, max: 65_536 }),
        messageLength: fc.integer({ min: 1, max: 4_000 }),
        rate: fc.record({ perSecond: fc.nat({ max: 100 }), burst: fc.integer({ min: 1, max: 100 }) }),
      }),
      serverTime: time(),
      epoch: epoch(),
    }),
    reauthenticate: fields({ expiresInMs: count() }, ["expiresInMs"]),
    heads: fc.record({
      heads: fc.array(fc.record({ conversationId, epoch: epoch(), seq: count() }), { maxLength: 5 }),
    }),
    sync: fc.record({
      results: fc.array(
        fields(
          {
            conversationId,
            epoch: epoch(),
            head: count(),
            oldest: count(),
            messages: fc.array(aLoggedMessage(mine), { maxLength: 3 }),
            more: fc.boolean(),
            limited: fc.boolean(),
            reset: fc.boolean(),
            receipts: fc.array(fc.record({ userId: anId(), deliveredSeq: count(), readSeq: count() }), {
              maxLength: 3,
            }),
          },
          ["limited", "reset"],
        ),
        { maxLength: 3 },
      ),
    }),
    openConversation: fc.record({ head: fc.option(count()) }),
    closeConversation: nothing,
    sendMessage: fields(
      {
        id: anId(),
        seq: fc.integer({ min: 1, max: 1_000_000 }),
        epoch: epoch(),
        createdAt: time(),
        duplicate: fc.boolean(),
      },
      ["duplicate"],
    ),
    markRead: nothing,
    markDelivered: nothing,
    setTyping: nothing,
    sendNotification: fc.record({ id: fc.option(anId()) }),
    markNotificationsRead: fc.record({ unreadCount: fc.option(count()) }),
    clearNotifications: nothing,
    setPresence: nothing,
    watchPresence: fc.record({ presences: fc.array(aPresence(), { maxLength: 3 }) }) as never,
    unwatchPresence: nothing,
    watchRoom: fc.record({
      room: aRoom(),
      stream: fields(
        { live: fc.boolean(), startedAt: fc.option(time()), endedAt: fc.option(time()), title: text(120) },
        ["title"],
      ),
      roster: fc.array(user(), { maxLength: 3 }),
      truncated: fc.boolean(),
    }) as never,
    unwatchRoom: nothing,
    joinViewers: fields({ count: fc.option(count()), peak: count() }, ["peak"]),
    leaveViewers: nothing,
    listViewers: fc.record({ viewers: fc.array(user(), { maxLength: 3 }), more: count() }) as never,
    sendGift: fields({ gift: fc.option(aGift(conversationId)), balance: fc.option(count()), duplicate: fc.boolean() }, [
      "duplicate",
    ]) as never,
    giftStatus: fields(
      {
        status: fc.constantFrom("charged", "refused", "unknown"),
        gift: fc.option(aGift(conversationId)),
        balance: fc.option(count()),
        failure: fc.constantFrom({ code: "INSUFFICIENT_FUNDS" }, { code: "FORBIDDEN", message: "no" }),
      },
      ["failure"],
    ) as never,
    subscribeTopic: fields({ snapshot: fc.option(aSnapshot()), version: count() }, ["version"]) as never,
    unsubscribeTopic: nothing,
    changeTopic: fc.record({ version: fc.option(count()) }),
    subscribePrices: nothing,
    unsubscribePrices: nothing,
    startSupport: ticket,
    supportStatus: ticket,
    watchSupportQueue: fc.record({
      tickets: fc.array(aTicket(conversationId), { maxLength: 3 }),
      more: fc.boolean(),
    }) as never,
    unwatchSupportQueue: nothing,
    takeSupport: ticket,
    releaseSupport: ticket,
    closeSupport: ticket,
  };
}

const date = () =>
  fc.option(
    fc.oneof(
      time(),
      time().map((at) => new Date(at).toISOString()),
    ),
    { nil: undefined },
  );

/** Well-formed payloads of the e-learning wire, as said to `mine`. */
export const elearningPayloads = (mine: string) => {
  const id = fc.option(anId(), { nil: undefined });
  const people = fc.tuple(anId(), fc.boolean()).map(([other, toMe]) => (toMe ? [other, mine] : [mine, other]));
  const status = fc.constantFrom("sent", "delivered", "read");
  return {
    newMessage: fc.oneof(
      fc
        .tuple(people, fc.record({ _id: id, content: text(4_000, 1), status, createdAt: date() }), fc.boolean())
        .map(([[sender, recipient], rest, populated]) => ({
          ...rest,
          sender: populated ? { _id: sender, name: "Name" } : sender,
          recipient,
        })),
      fc
        .tuple(people, text(4_000, 1))
        .map(([[senderId, recipientId], content]) => ({ content, senderId, recipientId })),
    ),
    newNotification: fc.record({
      _id: id,
      title: text(200),
      message: text(2_000),
      status: fc.constantFrom("read", "unread", undefined),
      createdAt: date(),
    }),
    userStatusUpdate: fc.record({ userId: anId(), status: fc.boolean() }),
    viewerCount: fc.record({ count: count() }),
  };
};

/** Well-formed payloads of the livestream wire, bare and wrapped, as said to `mine`. */
export const livestreamPayloads = (mine: string) => {
  const id = fc.option(anId(), { nil: undefined });
  const wrapped = <T>(thing: fc.Arbitrary<T>) => fc.oneof(thing, fc.record({ data: thing }));
  const somebody = fc.oneof(anId(), fc.constant(mine));
  const saying = fc.oneof(
    fc.record({ message: text(4_000, 1) }),
    url().map((address) => ({ imageUrl: `${new URL(address).origin}/a.png` })),
  );
  const message = fc
    .tuple(
      fc.record({
        id,
        _id: id,
        clientId: id,
        roomId: anId(),
        userId: somebody,
        username: text(120),
        timestamp: date(),
      }),
      saying,
    )
    .map(([rest, said]) => ({ ...rest, ...said }));
  const gift = fc.record({
    id,
    clientId: id,
    roomId: anId(),
    senderId: somebody,
    senderName: text(120),
    receiverId: anId(),
    giftId: anId(),
    giftName: text(120, 1),
    giftType: text(64),
    giftValue: fc.oneof(count(), fc.constant(0.5)),
    quantity: fc.option(fc.integer({ min: 1, max: 100 }), { nil: undefined }),
    message: text(200),
    animation: fc.constantFrom("hearts", "rainbow", "lightning", undefined),
    timestamp: date(),
  });
  const notification = fc.record({
    id,
    type: fc.constantFrom("info", "error", "follow", "", undefined),
    title: text(200),
    message: text(2_000),
    data: fc.constantFrom(undefined, 1, { title: "inner" }),
    isRead: fc.constantFrom(true, false, undefined),
    timestamp: date(),
  });
  const person = fc.record({ roomId: anId(), userId: anId(), username: text(120) });
  const room = fc.record({
    _id: anId(),
    name: text(120),
    description: text(1_000),
    viewerCount: fc.option(count(), { nil: undefined }),
    startedAt: date(),
  });
  const answer = fc.record({ roomId: anId(), id, message: text(500) });
  return {
    connected: answer,
    authSuccess: answer,
    authRequired: answer,
    authFailed: answer,
    tokenExpired: answer,
    joinedRoom: wrapped(room),
    joinRoomError: answer,
    messageSent: wrapped(message),
    sendMessageError: answer,
    giftSent: wrapped(gift),
    sendGiftError: answer,
    viewerPong: fc.record({ roomId: anId(), viewerCount: count() }),
    viewerPingError: answer,
    roomInfo: wrapped(room),
    roomUpdate: wrapped(room),
    userJoined: wrapped(person),
    userLeft: wrapped(person),
    newMessage: wrapped(message),
    chatMessageFromBackend: wrapped(message),
    newGift: wrapped(gift),
    giftFromBackend: wrapped(gift),
    notification,
    notificationUpdate: notification,
    systemNotification: notification,
  };
};

/** Well-formed payloads of the shop's wire: what `mine` and others say to each other, and what they say among themselves. */
export const shopPayloads = (mine: string) => {
  const person = (id: string) => fc.constantFrom<unknown>(id, { _id: id }, { _id: id, username: `${id}.shop` });
  const others = fc.tuple(anId(), anId());
  const mineOrTheirs = fc
    .tuple(anId(), fc.constantFrom("in", "out", "theirs"), others)
    .map(([other, way, strangers]) => (way === "in" ? [other, mine] : way === "out" ? [mine, other] : strangers))
    .filter(([a, b]) => a !== b) as fc.Arbitrary<[string, string]>;
  const chat = mineOrTheirs.chain(([sender, receiver]) =>
    fields(
      {
        _id: anId(),
        message: text(4_000, 1),
        url: fc.oneof(url(), fc.constant("/p/1"), fc.constant("javascript:alert(1)")),
        sender: person(sender),
        receiver: person(receiver),
        createdAt: date(),
      },
      ["url"],
    ),
  );
  const room = fc.record({ _id: anId(), countUnRead: count() });
  return {
    message: fields(
      {
        userId: anId(),
        sender: text(120, 1),
        receiver: text(120, 1),
        chats: chat,
        time: date(),
        countUnReadOnRoom: fc.option(room),
        countUnRead: count(),
      },
      ["time"],
    ),
    chat,
  };
};

/** Well-formed payloads of the wire of rooms, as whoever is in the room `hall` is told them. */
export const roomsPayloads = (mine: string) => {
  const roomId = fc.constant("hall");
  const from = fc.oneof(anId(), fc.constant(mine));
  const person = fields({ id: anId(), name: text(120), avatar: url() }, ["name", "avatar"]);
  const message = fields(
    {
      id: anId(),
      roomId,
      userId: from,
      username: text(120),
      text: text(4_000, 1),
      attachments: fc.array(fc.oneof(url(), fc.record({ url: url(), type: fc.constantFrom("image/png", "pdf") })), {
        maxLength: 3,
      }),
      timestamp: date(),
    },
    ["username", "attachments"],
  );
  const notification = fields(
    { id: anId(), title: text(200), message: text(2_000), icon: url(), read: fc.boolean(), timestamp: date() },
    ["icon"],
  );
  const price = fc.record({
    symbol: anId(),
    price: fc.double({ min: 0, max: 1e6, noNaN: true }),
    change: fc.double({ min: -100, max: 100, noNaN: true }),
    changePercent: fc.double({ min: -100, max: 100, noNaN: true }),
    volume: count(),
    timestamp: date(),
  });
  const version = fc.integer({ min: 1, max: 1_000_000 });
  const path = fc.oneof(
    fc.array(anId(), { minLength: 1, maxLength: 4 }),
    anId().map((key) => `/${key}`),
  );
  const patch = fc.record({ op: fc.constantFrom("set", "replace", "add", "delete", "remove"), path, value: count() });
  const state = fc.record({ state: fc.dictionary(anId(), count(), { maxKeys: 5 }), version });
  return {
    message,
    "message-history": fc.array(message, { minLength: 1, maxLength: 5 }),
    "user-typing": fc.record({ roomId, userId: anId(), isTyping: fc.boolean() }),
    "users-online": fc.record({ roomId, users: fc.array(fc.oneof(person, anId()), { maxLength: 5 }) }),
    "user-joined": fields({ id: anId(), name: text(120), roomId }, ["name"]),
    "user-left": fc.record({ roomId, userId: anId() }),
    notification,
    "notification-history": fc.array(notification, { minLength: 1, maxLength: 5 }),
    "price-update": price,
    "price-batch": fc.array(price, { minLength: 1, maxLength: 5 }),
    STATE_SYNC: state,
    STATE_PATCH: version.chain((baseVersion) =>
      fc.record({
        baseVersion: fc.constant(baseVersion),
        version: fc.constant(baseVersion + 1),
        patch: fc.oneof(patch, fc.array(patch, { maxLength: 3 })),
      }),
    ),
    CONFLICT: fc.oneof(fc.constant(undefined), fc.record({ version }), state),
  };
};
