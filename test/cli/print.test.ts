import { stripVTControlCharacters } from "node:util";
import { expect, test } from "vitest";
import { help } from "../../src/cli/help.js";
import { createLedger } from "../../src/cli/ledger.js";
import { print } from "../../src/cli/print.js";
import type { ConformReport } from "../../src/cli/report.js";
import { surfaceOf } from "../../src/cli/surface.js";
import { defineProtocol } from "../../src/protocols/defineProtocol.js";

const protocol = defineProtocol({
  name: "mine",
  capabilities: { acks: true, echo: "all", direct: true, images: true },
  incoming: {},
  outgoing: {},
});
const ledger = createLedger(protocol);
ledger.passed("connection.enter", "as an, in 12 ms");
ledger.failed("chat.acks", "no answer within 5000 ms");
ledger.untried("chat.echo", "there is nobody it may write to", "--to");
const { capabilities } = protocol;
const report: ConformReport = {
  version: 1,
  url: "https://chat.example.com",
  protocol: "mine",
  user: "an",
  secondUser: null,
  conforms: false,
  strict: false,
  claimed: capabilities,
  checks: ledger.checks(),
  guarantees: { claimed: "L1", observed: "L0", untried: ["dedupe"] },
  latency: { socket: { samples: 4, median: 3, slowest: 20 }, http: null },
  unmapped: [],
  dropped: [{ event: "new\u001b[2JMessage", issue: "content: expected a string", count: 2 }],
  sent: [],
  surface: surfaceOf({ ...capabilities, acks: false }),
};

test("a table by domain, what lights up, what is promised, and what to change", () => {
  const lines = print(report, { color: false }).split("\n");
  expect(lines[0]).toBe("mine at https://chat.example.com, as an");
  expect(lines).toContain("Connection");
  expect(lines.find((line) => line.includes("lets the account in"))).toMatch(
    /^ {2}✓ passed {5}The server .+ {2}as an, in 12 ms$/,
  );
  expect(lines.find((line) => line.includes("are acknowledged"))).toMatch(
    /^ {2}✗ FAILED {5}.+no answer within 5000 ms$/,
  );
  expect(lines.find((line) => line.includes("are pushed"))).toMatch(/^ {2}\? not tried {2}.+; needs --to$/);
  expect(lines.find((line) => line.includes("Typing is told"))).toMatch(/^ {2}– missing {4}.+not claimed$/);
  expect(lines).toContain("  claimed L1, observed L0; not tried: dedupe");
  expect(lines).toContain("  answers over the socket: 3 ms in the middle, 20 ms at most, of 4; over HTTP: none");
  expect(lines.join("\n")).toContain("Messages are acknowledged (acks: true): Drop acks");
  expect(lines.at(-2)).toMatch(/^1 passed, 1 failed, \d+ missing, \d+ not tried\. The protocol claims what/);
});

test("the columns stand below each other", () => {
  const rows = print(report, { color: false })
    .split("\n")
    .filter((line) => / {2}[✓✗–?] /.test(line));
  const details = rows.map((row) => row.search(/ {2}\S[^ ]*( \S+)*$/));
  expect(rows.length).toBe(report.checks.length);
  expect(new Set(rows.map((row) => row.slice(14, 15)))).toEqual(new Set([" "]));
  expect(details.every((at) => at > 14)).toBe(true);
});

test("a server's words move nobody's cursor", () => {
  const text = print(report, { color: false });
  expect(text).toContain("2 × new [2JMessage");
  expect(text).not.toContain("\u001b");
});

test("in colours it says the same", () => {
  const coloured = print(report, { color: true });
  expect(coloured).not.toBe(stripVTControlCharacters(coloured));
  expect(stripVTControlCharacters(coloured)).toBe(print(report, { color: false }));
});

test("the help fits a terminal", () => {
  expect(Math.max(...help.split("\n").map((line) => line.length))).toBeLessThanOrEqual(96);
});
