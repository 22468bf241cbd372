import { describe, expect, test } from "vitest";
import { refused } from "../../src/contract/errors.js";
import { defineProtocol } from "../../src/protocols/defineProtocol.js";
import { native } from "../../src/protocols/native/native.js";
import { type Capabilities, guaranteeLevel } from "../../src/protocols/protocol.js";
import { emit } from "../../src/protocols/words.js";

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
    { presence: true },
    { viewers: true },
    { gifts: true },
    { notifications: true },
    { notifications: "simple" },
    { notifications: "simple-all" },
  ] as const)("refuses the claim %o without a wire for it, and says what to define", (capabilities) => {
    const define = () => defineProtocol({ name: "boastful", capabilities, incoming: {}, outgoing: {} });
    expect(define).toThrow(/"boastful".*Define (outgoing|http)\.\w+, or drop the capability.*protocol-inconsistent/s);
  });

  test("takes what is known without a server, or asked over the socket, for words too", () => {
    const capabilities = { notifications: true, history: "http" } as const;
    const known = { notifications: () => ({ ok: false, failure: { code: "UNAVAILABLE" } }) } as const;
    const asked = { history: () => emit("history", {}, () => refused("UNAVAILABLE")) };
    const define = (more: object) => defineProtocol({ name: "x", capabilities, incoming: {}, outgoing: {}, ...more });
    expect(define({ known, asked }).capabilities).toMatchObject(capabilities);
    expect(() => define({ known })).toThrow("http.history");
    expect(() => define({ asked })).toThrow("http.notifications");
  });

  test("asks back about words that nobody would see, until it is told that this is meant", () => {
    const define = (capabilities: Partial<Capabilities>) =>
      defineProtocol({ name: "shy", capabilities, incoming: {}, outgoing: { setTyping: () => null } });
    expect(() => define({})).toThrow(/"shy".*says nothing of typing.*Claim typing: true.*protocol-inconsistent/s);
    expect(define({ typing: false }).capabilities.typing).toBe(false);
    expect(define({ typing: true }).capabilities.typing).toBe(true);
  });
});
