import { createApi, fakeBaseQuery } from "@reduxjs/toolkit/query";
import type { ConversationsPage, HistoryPage } from "../contract/chat.js";
import type { Failure, Outcome } from "../contract/errors.js";
import { mistake } from "../contract/mistake.js";
import type { ConversationsInput, HistoryInput } from "../protocols/protocol.js";
import { type QueryRequest, queryRequested } from "./lobbyActions.js";

/**
 * What is asked over HTTP, as RTK Query endpoints, so that requests show in Redux DevTools like everything else.
 *
 * A page is one query of its conversation and cursor, forgotten as soon as it has arrived: the chat slice takes it from the fulfilled action and is
 * its only owner. An infinite query was tried and rejected: it keeps every page a second time, and takes its next page parameter from the
 * pages it keeps, while here the cursor must come from what the slice still holds (a bounded room drops messages and loads them again).
 *
 * The api knows no address: it asks the lobby's middleware, which knows the user, the token and the protocol.
 */
export const lobbyApi = createApi({
  reducerPath: "lobbyApi",
  baseQuery: fakeBaseQuery<Failure>(),
  keepUnusedDataFor: 0,
  endpoints: (build) => ({
    /** One page of a conversation's log. `cursor: null` is the newest. */
    history: build.query<HistoryPage, HistoryInput>({
      queryFn: async (input, { dispatch }) =>
        resultOf<HistoryPage>(await ask(dispatch, { kind: "history", input }), input.conversationId),
    }),
    /** One page of the conversation list. */
    conversations: build.query<ConversationsPage, ConversationsInput>({
      queryFn: async (input, { dispatch }) =>
        resultOf<ConversationsPage>(await ask(dispatch, { kind: "conversations", input })),
    }),
  }),
});

type Answer = Outcome<HistoryPage | ConversationsPage>;

async function ask(dispatch: (action: ReturnType<typeof queryRequested>) => unknown, request: QueryRequest) {
  const answer = dispatch(queryRequested(request));
  if (!(answer instanceof Promise)) throw mistake("middleware-missing", `The ${request.kind} can't be loaded.`);
  return (await answer) as Answer;
}

/** A page of another conversation than the one asked for is no answer: the slice would take it under the wrong name. */
function resultOf<T extends HistoryPage | ConversationsPage>(
  answer: Answer,
  conversationId?: string,
): { data: T } | { error: Failure } {
  if (!answer.ok) return { error: answer.failure };
  const page = answer.value;
  if (conversationId !== undefined && !("messages" in page && page.conversationId === conversationId))
    return { error: { code: "UNAVAILABLE", message: "another conversation" } };
  return { data: page as T };
}
