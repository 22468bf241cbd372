// Tests over real sockets run in Node. Those of components begin with `// @vitest-environment jsdom` and get what tests of components get.
if (typeof document !== "undefined") {
  await import("./setupDom.js");
  Object.assign(globalThis, {
    // What a socket brings comes when it comes: it can't be wrapped in act(). Testing Library still wraps its own doings.
    IS_REACT_ACT_ENVIRONMENT: false,
    // jsdom brings one of its own, which the servers' bytes are no instances of.
    Uint8Array: Object.getPrototypeOf(Buffer) as unknown,
  });
}

export {};
