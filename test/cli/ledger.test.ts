import { describe, expect, test } from "vitest";
import { createLedger } from "../../src/cli/ledger.js";
import { conformDomains } from "../../src/cli/report.js";
import { defineProtocol } from "../../src/protocols/defineProtocol.js";
import { native } from "../../src/protocols/native/native.js";

const nothing = defineProtocol({ name: "nothing", capabilities: {}, incoming: {}, outgoing: {} });

test("every capability that a protocol can claim is put to a test", () => {
  const all = Object.fromEntries(Object.entries(native.capabilities).map(([name, value]) => [name, value || true]));
  const ledger = createLedger({ ...native, capabilities: all as unknown as typeof native.capabilities });
  const tested = ledger.checks().map(({ claim }) => claim?.split(":")[0]);
  expect(Object.keys(native.capabilities).filter((name) => !tested.includes(name))).toEqual([]);
});

test("every check belongs to a part of the report, and the parts stand together", () => {
  const domains = createLedger(native)
    .checks()
    .map(({ domain }) => domain);
  expect([...new Set(domains)]).toEqual(conformDomains);
  expect(domains).toEqual(domains.toSorted((a, b) => conformDomains.indexOf(a) - conformDomains.indexOf(b)));
});

describe("what nobody wrote down", () => {
  test("is missing where it is not claimed, not tried where it is", () => {
    const of = (protocol: typeof native) =>
      createLedger(protocol)
        .checks()
        .find(({ id }) => id === "chat.typing");
    expect(of(nothing)).toMatchObject({ status: "missing", claim: null });
    expect(of(native)).toMatchObject({ status: "not-tried", claim: "typing: true" });
  });

  test("is missing where a protocol written by hand does not speak of it", () => {
    const short = { ...nothing, capabilities: {} as typeof nothing.capabilities };
    expect(
      createLedger(short)
        .checks()
        .map(({ claim }) => claim)
        .filter((claim) => claim !== null),
    ).toEqual([]);
  });

  test("the first word holds", () => {
    const ledger = createLedger(native);
    ledger.failed("chat.acks", "no answer");
    ledger.passed("chat.acks", "an answer");
    expect(ledger.statusOf("chat.acks")).toBe("failed");
  });
});

test("a claim is lost by its first check, not by a smaller one", () => {
  const ledger = createLedger(native);
  ledger.failed("notifications.read", "listed as unread");
  ledger.failed("live.prices", "none came");
  ledger.failed("chat.typing", "nothing");
  expect(ledger.lost()).toEqual(["typing"]);
});

test("a hint is given with what fails, the check's own where nobody knows better", () => {
  const ledger = createLedger(native);
  ledger.failed("chat.typing", "nothing");
  ledger.failed("chat.echo", "the others only", 'Set echo to "others".');
  ledger.passed("chat.acks", "with its id");
  const hints = Object.fromEntries(ledger.checks().map(({ id, hint }) => [id, hint]));
  expect(hints["chat.typing"]).toMatch(/^Drop typing/);
  expect(hints["chat.echo"]).toBe('Set echo to "others".');
  expect(hints["chat.acks"]).toBeUndefined();
});
