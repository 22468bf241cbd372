import { describe, expect, test } from "vitest";
import { defineProtocol } from "../../src/protocols/defineProtocol.js";
import { native } from "../../src/protocols/native/native.js";
import { guaranteeLevel } from "../../src/protocols/protocol.js";

describe("defineProtocol", () => {
  test("finds nothing to complain of, and nothing to add, in the native protocol", () => {
    expect(defineProtocol(native)).toEqual(native);
    expect(guaranteeLevel(native.capabilities)).toBe("L4");
  });

  test("takes what is not claimed as missing", () => {
    const { capabilities, connect, http } = defineProtocol({
      name: "plain",
      capabilities: { direct: true },
      incoming: {},
      outgoing: {},
    });
    expect(capabilities).toMatchObject({ direct: true, rooms: false, acks: false, echo: "none", history: "none" });
    expect(guaranteeLevel(capabilities)).toBe("L0");
    expect([connect, http]).toEqual([{}, {}]);
  });

  test.each([
    { hello: true },
    { typing: true },
    { sequences: true },
    { catchUp: "sync" },
    { catchUp: "history" },
    { history: "http" },
    { conversations: true },
    { reauthenticate: true },
  ] as const)("refuses the claim %o without a wire for it, and says what to define", (capabilities) => {
    const define = () => defineProtocol({ name: "boastful", capabilities, incoming: {}, outgoing: {} });
    expect(define).toThrow(/"boastful".*Define (outgoing|http)\.\w+, or drop the capability.*protocol-inconsistent/s);
  });
});
