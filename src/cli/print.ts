import { styleText } from "node:util";
import {
  type ConformCheck,
  type ConformLatency,
  type ConformReport,
  type ConformStatus,
  conformDomains,
} from "./report.js";

const marks: Readonly<
  Record<ConformStatus, readonly [sign: string, word: string, style: "green" | "red" | "gray" | "yellow"]>
> = {
  passed: ["✓", "passed", "green"],
  failed: ["✗", "FAILED", "red"],
  missing: ["–", "missing", "gray"],
  "not-tried": ["?", "not tried", "yellow"],
};

const titles: Readonly<Record<ConformCheck["domain"], string>> = {
  connection: "Connection",
  chat: "Chat",
  rooms: "Rooms",
  notifications: "Notifications",
  presence: "Presence",
  viewers: "Viewers",
  gifts: "Gifts",
  live: "Live data",
  support: "Support",
  wire: "What came over the wire",
};

/** The longest line of names. */
const lineLength = 96;

/** A report as a person reads it, ending with a line break. */
export function print(report: ConformReport, options: { readonly color: boolean }): string {
  type Style = Parameters<typeof styleText>[0];
  const styled = (style: Style, text: string) =>
    options.color ? styleText(style, text, { validateStream: false }) : text;
  const { checks } = report;
  const width = Math.max(...checks.map(({ title }) => title.length));
  const lines: string[] = [];

  const second = report.secondUser === null ? "" : ` and ${report.secondUser}`;
  lines.push(`${styled("bold", report.protocol)} at ${clean(report.url)}, as ${report.user}${second}`, "");

  for (const domain of conformDomains) {
    lines.push(styled("bold", titles[domain]));
    for (const check of checks.filter((one) => one.domain === domain)) {
      const [sign, word, style] = marks[check.status];
      const tail = check.option === undefined ? clean(check.detail) : `${clean(check.detail)}; needs ${check.option}`;
      lines.push(`  ${styled(style, `${sign} ${word.padEnd(9)}`)}  ${check.title.padEnd(width)}  ${tail}`);
    }
  }

  const { claimed, observed, untried } = report.guarantees;
  const but = untried.length === 0 ? "" : `; not tried: ${untried.join(", ")}`;
  lines.push("", styled("bold", "Guarantees"), `  claimed ${claimed}, observed ${observed}${but}`);
  lines.push(`  answers over the socket: ${inMs(report.latency.socket)}; over HTTP: ${inMs(report.latency.http)}`);

  lines.push("", styled("bold", "Components and hooks"));
  for (const [state, word] of [
    ["full", "light up"],
    ["partly", "light up in part"],
    ["hidden", "hide"],
  ] as const) {
    const those = report.surface.filter((one) => one.state === state);
    if (those.length === 0) continue;
    lines.push(`  ${word}`);
    for (const [without, members] of grouped(those)) {
      lines.push(...wrapped(members.map(({ name }) => name).join(", "), "    "));
      if (without !== "") lines.push(...wrapped(`without ${without}`, "      "));
    }
  }

  const hints = checks.filter(({ hint }) => hint !== undefined);
  if (hints.length > 0) {
    lines.push("", styled("bold", "What to change in the protocol"));
    for (const { title, hint = "", claim } of hints)
      lines.push(...wrapped(`${title}${claim === null ? "" : ` (${claim})`}: ${hint}`, "  "));
  }
  for (const { event, issue, count } of report.dropped)
    lines.push(...wrapped(`dropped ${count} × ${clean(event)}: ${clean(issue)}`, "  "));

  const count = (status: ConformStatus) => checks.filter((one) => one.status === status).length;
  const sum = `${count("passed")} passed, ${count("failed")} failed, ${count("missing")} missing, ${count("not-tried")} not tried`;
  const verdict = report.conforms
    ? "Every claim that was tried holds."
    : count("failed") > 0
      ? "The protocol claims what this server does not do."
      : "Not everything was tried, or known (--strict).";
  lines.push("", `${sum}. ${styled(report.conforms ? "green" : "red", verdict)}`);
  return `${lines.join("\n")}\n`;
}

/** Words of a server's, without what would move the cursor of a terminal. */
function clean(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  return text.replace(/[\u0000-\u001f\u007f-\u009f]/g, " ");
}

function inMs(latency: ConformLatency | null): string {
  if (latency === null) return "none";
  const { samples, median, slowest } = latency;
  return `${median} ms in the middle, ${slowest} ms at most, of ${samples}`;
}

type Surface = ConformReport["surface"][number];

function withoutOf({ without }: Surface): string {
  return without.join("; ");
}

function grouped(surface: readonly Surface[]): Map<string, Surface[]> {
  const groups = new Map<string, Surface[]>();
  for (const one of surface) groups.set(withoutOf(one), [...(groups.get(withoutOf(one)) ?? []), one]);
  return groups;
}

function wrapped(text: string, indent: string): string[] {
  const lines: string[] = [];
  let line = indent;
  for (const word of text.split(" ")) {
    if (line.length > indent.length && line.length + word.length >= lineLength) {
      lines.push(line.trimEnd());
      line = indent;
    }
    line += `${word} `;
  }
  return [...lines, line.trimEnd()];
}
