import { idSchema } from "../../contract/ids.js";
import * as limits from "../../contract/limits.js";
import {
  boolean,
  either,
  type Infer,
  integer,
  mapped,
  object,
  oneOf,
  optional,
  parse,
  type Schema,
  string,
} from "../../contract/schema.js";
import { listSchema } from "../fields.js";
import type { ProtocolContext } from "../protocol.js";
import { timeSchema } from "../times.js";

interface Person {
  readonly id: string;
  readonly name?: string;
}

/** A user: the bare id, or the populated document. */
const personSchema: Schema<Person> = either(
  mapped(idSchema, (id) => ({ id })),
  mapped(object({ _id: idSchema, name: optional(string({ max: limits.nameLength })) }), ({ _id, name }) =>
    name === undefined ? { id: _id } : { id: _id, name },
  ),
);

const messageFields = {
  _id: optional(idSchema),
  content: string({ min: 1, max: limits.messageLength }),
  status: optional(oneOf("sent", "delivered", "read")),
  createdAt: optional(timeSchema),
};

/** A message: as it is stored, or the sender's own object, relayed as it came (`senderId`, `recipientId`, nothing else). */
export const messageSchema = either(
  mapped(object({ ...messageFields, sender: personSchema, recipient: personSchema }), ({ _id, ...rest }) => ({
    ...rest,
    id: _id,
  })),
  mapped(
    object({ ...messageFields, senderId: personSchema, recipientId: personSchema }),
    ({ _id, senderId, recipientId, ...rest }) => ({ ...rest, id: _id, sender: senderId, recipient: recipientId }),
  ),
);
/** A message in either of its forms. */
export type ElearningMessage = Infer<typeof messageSchema>;

/** A user, or nobody: what can't be one is no reason to lose what it stands in. */
const somebodySchema: Schema<Person | undefined> = (input, path) => {
  const parsed = personSchema(input, path);
  return parsed.ok ? parsed : { ok: true, value: undefined };
};

/** A word of the server's own for what kind it is: what can't be one is no reason to lose what it stands in. */
const kindSchema = optional<string | undefined>((input, path) => {
  const parsed = string({ min: 1, max: 64 })(input, path);
  return parsed.ok ? parsed : { ok: true, value: undefined };
});

/** A notification: as it is stored, or relayed without id, state and date. */
export const notificationSchema = object({
  _id: optional(idSchema),
  kind: kindSchema,
  type: kindSchema,
  title: string({ max: 200 }),
  message: string({ max: 2_000 }),
  status: optional(oneOf("read", "unread")),
  createdAt: optional(timeSchema),
  /** Whose it is; nobody's when it was sent to the admins. */
  userId: optional(somebodySchema),
});
/** A notification in either of its forms. */
export type ElearningNotification = Infer<typeof notificationSchema>;

/** Somebody has come or gone. */
export const userStatusSchema = object({ userId: idSchema, status: boolean });

/** How many watch. The server does not say what; one that has been mended may. */
export const viewerCountSchema = object({ count: integer(), videoId: optional(idSchema) });

/** How the API says no. */
export const refusalSchema = object({ message: optional(string({ max: 10_000 })) });

/** What history is answered. The messages are read one by one with {@link readEach}. */
export const historyAnswerSchema: Schema<
  | { readonly success: true; readonly messages: readonly unknown[] }
  | { readonly success: false; readonly message?: string }
> = (input, path) => {
  const success = object({ success: boolean })(input, path);
  if (!success.ok) return success;
  if (!success.value.success) {
    const refusal = refusalSchema(input, path);
    if (!refusal.ok) return refusal;
    const message = refusal.value.message?.slice(0, 500);
    return { ok: true, value: message === undefined ? { success: false } : { success: false, message } };
  }
  const list = object({ messages: listSchema })(input, path);
  return list.ok ? { ok: true, value: { success: true, messages: list.value.messages } } : list;
};

/** What lists of notifications are answered. They are read one by one with {@link readEach}. */
export const notificationsAnswerSchema = object({ notifications: listSchema });

/** Those of a list that can be read; of the others `drop` is told why. */
export function readEach<T>(schema: Schema<T>, list: readonly unknown[], drop: ProtocolContext["drop"]): T[] {
  return list.flatMap((one) => {
    const parsed = parse(schema, one);
    if (!parsed.ok) drop?.(parsed.issue);
    return parsed.ok ? [parsed.value] : [];
  });
}
