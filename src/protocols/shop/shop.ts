import { defined } from "../../contract/defined.js";
import { failure, refused } from "../../contract/errors.js";
import { type ConversationId, conversationRefOf } from "../../contract/ids.js";
import { defineProtocol } from "../defineProtocol.js";
import type { HttpHeaders, Protocol, ProtocolContext, Refusal } from "../protocol.js";
import { remembered } from "../remembered.js";
import { readFailure, readMessage, readRoom, readStored } from "./read.js";
import { createRooms, type ShopRooms } from "./rooms.js";

type Token = string | null | undefined;

/** What the page knows of its shop that the server does not tell over this wire. */
export interface ShopOptions {
  /**
   * The page's token against forged requests, sent as `X-CSRF-Token` with every message: itself, or a function that answers the current one, asked before every try. What the
   * page holds in `<meta name="csrf-token">` unless told otherwise.
   */
  readonly csrfToken?: string | (() => Token | Promise<Token>);
  /** The user's rooms as the page lists them, or a function that gets them, asked again after a loss of the connection. Without them there is no list of conversations. */
  readonly rooms?: ShopRooms;
  /** The room with a user, where neither the list nor a message has told it yet. */
  readonly roomIdOf?: (userId: string) => string | null | undefined;
  /** How `POST /chat` names the receiver: by his id unless told otherwise. */
  readonly receiverOf?: (userId: string) => string;
}

const nothing = () => null;
const no = (...words: Parameters<typeof failure>): Refusal => ({ via: "nothing", failure: failure(...words) });

/**
 * A shop's chat of Express and Socket.IO: messages between two people go out by `POST /chat` and come in by one event that everybody gets, of which only what is this
 * user's own is let in. Histories come from `GET /chat/:roomId`. A message's answer makes a loss visible (level L1); what was missed comes with the history.
 *
 * `apiUrl` is the address that `/chat` hangs from; `auth` gives the bearer token. There is no event for typing and none for what the other has read.
 *
 * @example
 * createLobby({ url, apiUrl: url, user, protocol: shop({ rooms }), auth: () => token });
 */
export function shop(options: ShopOptions = {}): Protocol {
  const { csrfToken = tokenOfPage, rooms: given, roomIdOf, receiverOf = (userId) => userId } = options;
  const memory = remembered((context) => createRooms(given, context));
  const roomOf = (userId: string, context: ProtocolContext) =>
    memory(context).of(userId).id ?? roomIdOf?.(userId) ?? null;
  const headers = async (): Promise<HttpHeaders> => {
    const token = typeof csrfToken === "function" ? await csrfToken() : csrfToken;
    return token ? { "x-csrf-token": token } : {};
  };
  return defineProtocol({
    name: "shop",
    capabilities: {
      acks: true,
      echo: "all",
      history: "http",
      catchUp: "history",
      conversations: given !== undefined,
      direct: true,
      about: true,
    },
    connect: {
      refusal: ({ message }) => ({ kind: /auth|token|jwt/i.test(message) ? "unauthenticated" : "retry" }),
    },
    incoming: { message: (payload, context) => readMessage(payload, memory(context), context) },
    outgoing: {
      // Everybody is sent everything: nothing to open, nothing to close.
      openConversation: nothing,
      closeConversation: nothing,
      sendMessage: ({ conversationId, body }, context) => {
        const userId = personOf(conversationId, context);
        if (userId === null) return no("UNSUPPORTED", "This shop has chat between two people only.");
        // Its messages are text only: a picture goes as its address, so that nothing of it is lost.
        const message = (body.kind === "text" ? body.text : `${body.text ?? ""}\n${body.url}`).trim();
        if (message === "") return no("INVALID", "There is no text.");
        const about = body.kind === "text" ? body.about : undefined;
        if (about !== undefined) memory(context).keepAbout(about);
        const payload = defined({ message, receiver: receiverOf(userId), url: about?.url, id: about?.id });
        return {
          via: "http",
          request: { method: "POST", path: "chat", body: payload, headers },
          acknowledge: (raw) => readStored(raw, message),
        };
      },
      // The server learns what was read when the room is asked for; what it counts until then is known here.
      markRead: ({ conversationId, messageId }, context) => {
        const userId = personOf(conversationId, context);
        if (userId !== null) memory(context).read(userId, messageId);
        return null;
      },
    },
    http: {
      history: {
        request: ({ conversationId }, context) => ({
          method: "GET",
          path: `chat/${encodeURIComponent(roomOf(personOf(conversationId, context) ?? "", context) ?? "")}`,
        }),
        read: (raw, { conversationId }, context) =>
          readRoom(raw, personOf(conversationId, context) ?? "", memory(context), context),
      },
      failure: readFailure,
    },
    known: {
      history: async ({ conversationId }, context) => {
        const userId = personOf(conversationId, context);
        if (userId === null) return refused("UNSUPPORTED");
        const had = roomOf(userId, context) !== null || (await memory(context).load());
        if (roomOf(userId, context) !== null) return null;
        if (!had) return refused("UNAVAILABLE", "The rooms could not be had.");
        // Whom one has never written to there is no room with: it comes with the first message.
        const page = { conversationId, epoch: null, messages: [], head: null, olderCursor: null, receipts: [] };
        return { ok: true, value: page };
      },
      conversations: async (_input, context) => {
        const rooms = memory(context);
        if (!(await rooms.load())) return refused("UNAVAILABLE", "The rooms could not be had.");
        return { ok: true, value: { conversations: rooms.list(), nextCursor: null } };
      },
    },
  });
}

/** The other person of a 1:1; `null` for any other conversation. */
function personOf(conversationId: ConversationId, { user }: ProtocolContext): string | null {
  const ref = conversationRefOf(conversationId, user.id);
  return ref?.kind === "direct" ? ref.userId : null;
}

/** What a server-rendered page carries for its own forms; `null` outside of browsers. */
function tokenOfPage(): Token {
  return typeof document === "undefined"
    ? null
    : document.querySelector<HTMLMetaElement>('meta[name="csrf-token"]')?.content;
}
