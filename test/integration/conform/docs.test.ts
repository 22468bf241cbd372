import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { conform } from "../../../src/cli/conform.js";
import { help } from "../../../src/cli/help.js";
import { print } from "../../../src/cli/print.js";
import type { ConformOptions } from "../../../src/cli/trial.js";
import { defineProtocol } from "../../../src/protocols/defineProtocol.js";
import { elearning } from "../../../src/protocols/elearning/elearning.js";
import { blocksOf } from "../../docs/markdown.js";
import { startElearningServer } from "../../servers/elearning.js";
import { account, sideBySide } from "./support.js";

/** What the docs show is what the command prints. Times, and the address of the day, may be other ones. */

const root = join(import.meta.dirname, "../../..");
const read = (path: string) => readFileSync(join(root, path), "utf8");
const shown = blocksOf(read("docs/conform.md")).filter(({ language }) => language === "text");
const settled = (text: string) => text.replaceAll(/\d+ ms/g, "… ms").replaceAll(/https?:\/\/[\w.:]+/g, "URL");

const lie = defineProtocol({
  ...elearning,
  name: "my-gateway",
  capabilities: { ...elearning.capabilities, typing: true },
  outgoing: { ...elearning.outgoing, setTyping: (input) => ({ via: "socket", event: "typing", payload: input }) },
});
const printed = sideBySide({
  honest: () => output({}),
  lie: () => output({ protocol: lie, timeoutMs: 2_000 }),
});

/** As of a server of its own. */
async function output(more: Partial<ConformOptions>): Promise<string> {
  const server = await startElearningServer();
  try {
    const report = await conform({
      url: server.url,
      apiUrl: server.apiUrl,
      protocol: elearning,
      account: account("an", await server.token("an")),
      second: account("binh", await server.token("binh")),
      viewable: "lesson1",
      ...more,
    });
    return settled(print(report, { color: false }));
  } finally {
    await server.stop();
  }
}

/** The lines of an excerpt that are not printed, or not in this order. `…` stands for lines left out. */
function strangers(excerpt: string, printed: string): string[] {
  const lines = printed.split("\n");
  let at = 0;
  return settled(excerpt)
    .split("\n")
    .filter((line) => {
      if (line === "…") return false;
      const found = lines.indexOf(line, at);
      if (found >= 0) at = found + 1;
      return found < 0;
    });
}

describe("docs/conform.md", () => {
  test("shows the help as it is printed", () => {
    expect(shown.map(({ code }) => code)).toContain(help);
  });

  test("shows the whole table of a server that keeps the claims, but for the longest lists", async () => {
    const table = shown.find(({ code }) => code.startsWith("elearning at"))?.code ?? "";
    const whole = await printed("honest");
    expect(strangers(table, whole)).toEqual([]);
    const rows = (text: string) => text.split("\n").filter((line) => /^ {2}[✓✗–?] /.test(line));
    expect(rows(settled(table))).toEqual(rows(whole));
  });

  test("shows how a lie is found", async () => {
    const excerpt = shown.find(({ code }) => code.includes("✗ FAILED"))?.code ?? "";
    expect(strangers(excerpt, await printed("lie"))).toEqual([]);
    expect(excerpt).toContain("typing: true");
  });
});

test("the README shows lines of the same table", async () => {
  const [block] = blocksOf(read("README.md")).filter(({ code }) => code.startsWith("elearning at"));
  expect(block?.code.split("\n").length).toBeGreaterThan(8);
  expect(strangers(block?.code ?? "", await printed("honest"))).toEqual([]);
});
