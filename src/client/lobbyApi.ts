import { createApi, fakeBaseQuery } from "@reduxjs/toolkit/query";
import type { ConversationsInput, HistoryInput, HistoryPage, ListedConversations } from "../contract/chat.js";
import { type Failure, failure, type Outcome } from "../contract/errors.js";
import { mistake } from "../contract/mistake.js";
import type { QueryInput, QueryName, QueryResult } from "../contract/queries.js";
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
      queryFn: async (input, api) => {
        const answer = await askLobby("history", input, api);
        // A page of another conversation than the one asked for is no answer: the slice would take it under the wrong name.
        if ("data" in answer && answer.data.conversationId !== input.conversationId)
          return { error: failure("UNAVAILABLE", "another conversation") };
        return answer;
      },
    }),
    /** One page of the conversation list. */
    conversations: build.query<ListedConversations, ConversationsInput>({
      queryFn: (input, api) => askLobby("conversations", input, api),
    }),
  }),
});

/**
 * Asks the lobby's middleware, as a `queryFn` answers. Features add their endpoints with `lobbyApi.injectEndpoints` and ask by this.
 *
 * @throws LobbyError `middleware-missing` when the store has no lobby
 */
export async function askLobby<K extends QueryName>(
  kind: K,
  input: QueryInput<K>,
  { dispatch }: { readonly dispatch: (action: ReturnType<typeof queryRequested>) => unknown },
): Promise<{ data: QueryResult<K> } | { error: Failure }> {
  // Kind and input belong together; the compiler does not follow a generic name into the union.
  const answer = dispatch(queryRequested({ kind, input } as QueryRequest));
  if (!(answer instanceof Promise)) throw mistake("middleware-missing");
  const outcome = (await answer) as Outcome<QueryResult<K>>;
  return outcome.ok ? { data: outcome.value } : { error: outcome.failure };
}
