// @ts-check

/**
 * What the client uses of RTK Query, for the script-tag bundle: endpoints that ask, tell the reducers by actions, and keep nothing. The client's slices are the only owners of what
 * arrives (see src/client/lobbyApi.ts), so a cache, its subscriptions and their bookkeeping, a fifth of the bundle, would be carried for nothing; on a page without a bundler nobody
 * looks into them with the Redux DevTools either.
 */

/**
 * @typedef {{ type: string, payload?: any, meta?: any }} Action
 * @typedef {(action: any) => any} Dispatch
 * @typedef {{ queryFn: (arg: any, api: { dispatch: Dispatch }) => any }} Definition
 */

export const fakeBaseQuery = () => () => ({});

/** @param {{ reducerPath: string, endpoints: (build: any) => Record<string, Definition> }} options */
export function createApi({ reducerPath, endpoints: first }) {
  const empty = {};
  /** @type {Record<string, any>} */
  const endpoints = {};
  /** What is asked at the moment, by store and question: who asks the same meanwhile gets its answer. @type {WeakMap<Dispatch, Map<string, Promise<any>>>} */
  let running = new WeakMap();
  let count = 0;

  /**
   * @param {string} endpointName
   * @param {Definition} definition
   */
  const makeEndpoint = (endpointName, { queryFn }) => {
    // The actions are RTK Query's own, as far as reducers look at them.
    const typeOf = (/** @type {string} */ what) => `${reducerPath}/executeQuery/${what}`;
    const match = (/** @type {string} */ what) => (/** @type {Action} */ action) =>
      action.type === typeOf(what) && action.meta.arg.endpointName === endpointName;
    return {
      matchPending: match("pending"),
      matchFulfilled: match("fulfilled"),
      matchRejected: match("rejected"),
      initiate: (/** @type {unknown} */ originalArgs) => (/** @type {Dispatch} */ dispatch) => {
        const key = `${endpointName} ${JSON.stringify(originalArgs)}`;
        const asked = running.get(dispatch) ?? new Map();
        running.set(dispatch, asked);
        const ask = async () => {
          count += 1;
          const meta = { arg: { endpointName, originalArgs }, requestId: String(count) };
          dispatch({ type: typeOf("pending"), meta });
          /** @type {{ data?: unknown, error?: unknown }} */
          let answer;
          let wasThrown = false;
          try {
            answer = await queryFn(originalArgs, { dispatch });
          } catch (error) {
            wasThrown = true;
            answer = { error: { message: error instanceof Error ? error.message : String(error) } };
          }
          if (asked.get(key) === promise) asked.delete(key);
          if ("data" in answer)
            dispatch({
              type: typeOf("fulfilled"),
              payload: answer.data,
              meta: { ...meta, fulfilledTimeStamp: Date.now() },
            });
          else dispatch({ type: typeOf("rejected"), payload: wasThrown ? undefined : answer.error, meta });
          return answer;
        };
        /** @type {Promise<any>} */
        const promise = asked.get(key) ?? Promise.resolve().then(ask);
        asked.set(key, promise);
        return Object.assign(
          promise.then((answer) => answer),
          { unsubscribe: () => {} },
        );
      },
    };
  };
  const injectEndpoints = (/** @type {{ endpoints: typeof first }} */ { endpoints: make }) => {
    const made = make({ query: (/** @type {Definition} */ definition) => definition });
    for (const [name, definition] of Object.entries(made)) endpoints[name] ??= makeEndpoint(name, definition);
    return api;
  };
  const api = {
    reducerPath,
    endpoints,
    injectEndpoints,
    reducer: (state = empty) => state,
    middleware: () => (/** @type {Dispatch} */ next) => next,
    util: {
      resetApiState: () => {
        running = new WeakMap();
        return { type: `${reducerPath}/resetApiState` };
      },
    },
  };
  return injectEndpoints({ endpoints: first });
}
