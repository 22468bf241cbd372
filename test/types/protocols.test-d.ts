import {
  answered,
  array,
  defineProtocol,
  emit,
  heard,
  type Infer,
  idSchema,
  nullable,
  object,
  oneOf,
  optional,
  parse,
  storedAs,
  string,
  timeSchema,
} from "lobbykit/protocols";
import { expectTypeOf } from "vitest";

// Nothing here runs: the compiler is the test. What an author of a protocol writes needs no type of his own.

const said = object({
  id: idSchema,
  from: object({ id: idSchema, name: optional(string()) }),
  at: timeSchema,
  tags: array(oneOf("a", "b")),
  reply: nullable(idSchema),
});

export function Readers(input: unknown) {
  expectTypeOf<Infer<typeof said>>().toEqualTypeOf<{
    id: string;
    from: { id: string; name?: string };
    at: number;
    tags: ("a" | "b")[];
    reply: string | null;
  }>();
  const parsed = parse(said, input);
  // @ts-expect-error nobody has looked yet whether it could be read
  parsed.value;
  if (parsed.ok) expectTypeOf(parsed.value.at).toEqualTypeOf<number>();
}

export function Words() {
  return defineProtocol({
    name: "x",
    capabilities: { echo: "others", rooms: true },
    incoming: {
      said: heard(said, (one, context) => {
        expectTypeOf(one.from.name).toEqualTypeOf<string | undefined>();
        expectTypeOf(context.user.id).toEqualTypeOf<string>();
        return { type: "participantLeft", conversationId: "room:hall", userId: one.from.id, at: context.now() };
      }),
      // @ts-expect-error there is no such event
      odd: heard(said, () => ({ type: "somebodySneezed" })),
      // @ts-expect-error an event of that type has a room and a time
      left: heard(said, ({ id }) => ({ type: "participantLeft", userId: id })),
    },
    outgoing: {
      sendMessage: ({ conversationId, clientId, body }) => {
        expectTypeOf(conversationId).toEqualTypeOf<string>();
        expectTypeOf(clientId).toEqualTypeOf<string>();
        expectTypeOf(body.text).toEqualTypeOf<string | undefined>();
        return emit(
          "say",
          body,
          answered(said, ({ id, at }) => storedAs(id, at)),
        );
      },
      setTyping: ({ typing }) => emit("typing", { typing }),
      // @ts-expect-error its answer says more than that
      openConversation: () =>
        emit(
          "join",
          {},
          answered(said, ({ id }) => ({ id })),
        ),
    },
  });
}

export function Mistakes() {
  // @ts-expect-error there is no such capability
  defineProtocol({ name: "x", capabilities: { telepathy: true }, incoming: {}, outgoing: {} });
  // @ts-expect-error history comes over HTTP, pushed, or not at all
  defineProtocol({ name: "x", capabilities: { history: "paper" }, incoming: {}, outgoing: {} });
  // @ts-expect-error there is no such command
  defineProtocol({ name: "x", capabilities: {}, incoming: {}, outgoing: { sendMesage: () => null } });
  // @ts-expect-error a protocol has a name
  defineProtocol({ capabilities: {}, incoming: {}, outgoing: {} });
}
