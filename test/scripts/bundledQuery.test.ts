import { configureStore, type Middleware, type UnknownAction } from "@reduxjs/toolkit";
import { createApi as createOriginal, fakeBaseQuery } from "@reduxjs/toolkit/query";
import { describe, expect, test } from "vitest";
import { createApi as createBundled } from "../../scripts/bundledQuery.mjs";
import { allowConsole } from "../support/setup.js";

type Answer = { data: unknown } | { error: unknown };

/** What is done with an api and its store, whichever made them. */
interface Trial {
  readonly ask: (endpoint: "page" | "other", arg: unknown) => Promise<{ data?: unknown; error?: unknown }>;
  readonly reset: () => void;
  /** Answers the oldest question that waits. */
  readonly answer: (answer: Answer | Error) => void;
  readonly waiting: () => number;
}

async function settle() {
  for (let turn = 0; turn < 30; turn++) await Promise.resolve();
}

/** What reducers are told of a trial, and what those who asked got. */
async function toldOf(kind: "original" | "bundled", run: (trial: Trial) => Promise<unknown>) {
  const waiting: { resolve: (answer: Answer) => void; reject: (error: Error) => void }[] = [];
  const queryFn = () => new Promise<never>((resolve, reject) => waiting.push({ resolve: resolve as never, reject }));
  const told: unknown[] = [];
  const options = { reducerPath: "lobbyApi" as const, baseQuery: fakeBaseQuery<unknown>(), keepUnusedDataFor: 0 };
  const first = createOriginal({
    ...options,
    endpoints: (build) => ({ page: build.query<unknown, unknown>({ queryFn }) }),
  });
  const original = first.injectEndpoints({
    endpoints: (build) => ({ other: build.query<unknown, unknown>({ queryFn }) }),
  });
  const bundled = createBundled({
    reducerPath: "lobbyApi",
    endpoints: (build: { query: <T>(definition: T) => T }) => ({ page: build.query({ queryFn }) }),
  }).injectEndpoints({
    endpoints: (build: { query: <T>(definition: T) => T }) => ({ other: build.query({ queryFn }) }),
  });
  // The stand-in has the part of the original's type that the client uses.
  const api = (kind === "original" ? original : bundled) as typeof original;
  const listen: Middleware = () => (next) => (action) => {
    const { page, other } = api.endpoints;
    for (const [name, endpoint] of Object.entries({ page, other })) {
      const kinds = {
        pending: endpoint.matchPending,
        fulfilled: endpoint.matchFulfilled,
        rejected: endpoint.matchRejected,
      };
      for (const [what, match] of Object.entries(kinds)) {
        const { payload, meta } = action as {
          payload?: unknown;
          meta: { condition?: boolean; arg: { originalArgs: unknown } };
        };
        // Of a question that waits already the original tells that it was not asked again.
        if (match(action as UnknownAction) && meta.condition !== true)
          told.push([name, what, meta.arg.originalArgs, what === "pending" ? undefined : payload]);
      }
    }
    return next(action);
  };
  const store = configureStore({
    reducer: { lobbyApi: api.reducer },
    middleware: (defaults) => defaults({ serializableCheck: false }).concat(api.middleware as Middleware, listen),
  });
  const got = await run({
    ask: async (endpoint, arg) => {
      const request = store.dispatch(
        api.endpoints[endpoint].initiate(arg, { forceRefetch: true }) as never,
      ) as unknown as Promise<{
        data?: unknown;
        error?: unknown;
      }> & { unsubscribe(): void };
      const { data, error } = await request;
      request.unsubscribe();
      return error === undefined ? { data } : { error };
    },
    reset: () => void store.dispatch(api.util.resetApiState()),
    answer: (answer) => {
      const one = waiting.shift();
      if (answer instanceof Error) one?.reject(answer);
      else one?.resolve(answer);
    },
    waiting: () => waiting.length,
  });
  await settle();
  return { told, got };
}

const trials: Readonly<Record<string, (trial: Trial) => Promise<unknown>>> = {
  "a question that is answered": async ({ ask, answer }) => {
    const asked = ask("page", { id: "a" });
    await settle();
    answer({ data: [1, 2] });
    return asked;
  },
  "one that is refused": async ({ ask, answer }) => {
    const asked = ask("other", { id: "a" });
    await settle();
    answer({ error: { code: "FORBIDDEN" } });
    return asked;
  },
  "the same question while it waits, by two": async ({ ask, answer, waiting }) => {
    const asked = [ask("page", { id: "a" }), ask("page", { id: "a" })];
    await settle();
    const count = waiting();
    answer({ data: 1 });
    return [count, ...(await Promise.all(asked))];
  },
  "two questions at once, answered the other way round": async ({ ask, answer, waiting }) => {
    const asked = [ask("page", { id: "a" }), ask("page", { id: "b" }), ask("other", { id: "a" })];
    await settle();
    const count = waiting();
    for (const data of ["first", "second", "third"]) answer({ data });
    return [count, ...(await Promise.all(asked))];
  },
  "the same question again, once it was answered": async ({ ask, answer }) => {
    const results = [];
    for (const data of [1, 2]) {
      const asked = ask("page", { id: "a" });
      await settle();
      answer({ data });
      results.push(await asked);
    }
    return results;
  },
};

describe("the bundle's stand-in for RTK Query tells reducers, and those who ask, the same as the original of", () => {
  test.each(Object.entries(trials))("%s", async (_name, run) => {
    const original = await toldOf("original", run);
    expect(original.told.length).toBeGreaterThan(1);
    expect(await toldOf("bundled", run)).toEqual(original);
  });

  test("one that fails without an answer", async () => {
    allowConsole(/unhandled error|endpoint/i);
    const run = async ({ ask, answer }: Trial) => {
      const asked = ask("page", { id: "a" });
      await settle();
      answer(new Error("broken"));
      return (await asked).error;
    };
    const original = await toldOf("original", run);
    const bundled = await toldOf("bundled", run);
    expect(bundled.told).toEqual(original.told);
    expect(bundled.got).toMatchObject({ message: "broken" });
    expect(original.got).toMatchObject({ message: "broken" });
  });
});

test("after a reset nobody gets the answer to a question of before", async () => {
  const { got } = await toldOf("bundled", async ({ ask, answer, reset, waiting }) => {
    void ask("page", { id: "a" });
    await settle();
    reset();
    const asked = ask("page", { id: "a" });
    await settle();
    const count = waiting();
    answer({ data: "of the old user" });
    answer({ data: "of the new one" });
    return [count, await asked];
  });
  expect(got).toEqual([2, { data: "of the new one" }]);
});
