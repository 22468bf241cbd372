// @ts-check
import { mkdirSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright";
import { buildPages, count, firstItems, firstPaints, run, startServers } from "./bench/browser.mjs";
import { floods } from "./bench/floods.mjs";
import { printCounts, printInbox, printRuns } from "./bench/print.mjs";
import { checks, medians } from "./bench/targets.mjs";
import { findChromium } from "./chromium.mjs";
import { fromRoot } from "./run.mjs";

/**
 * @typedef {import("./bench/browser.mjs").Run} Run
 * @typedef {import("./bench/browser.mjs").Counts} Counts
 * @typedef {{ rates: number[] | null, runs: number, seconds: number, only: string[] | null, smoke: boolean, room: string }} Plan
 *   `rates`: of the chat's floods
 */

/** @param {readonly string[]} args */
export function readPlan(args) {
  /** @param {string} name */
  const value = (name) => args.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3);
  const smoke = args.includes("--smoke");
  const known = /^--(smoke|(rates|runs|seconds|only|room)=.+)$/;
  const unknown = args.filter((arg) => !known.test(arg));
  if (unknown.length > 0)
    throw new Error(
      `Not understood: ${unknown.join(" ")}. Use --smoke, --rates=100,1000, --runs=3, --seconds=10, --only=presence,raw-dom,history,inbox or --room=bubbles.`,
    );
  /** @type {Plan} */
  const plan = {
    smoke,
    rates: value("rates")?.split(",").map(Number) ?? null,
    runs: Number(value("runs") ?? (smoke ? 1 : 3)),
    seconds: Number(value("seconds") ?? (smoke ? 0.5 : 10)),
    only: value("only")?.split(",") ?? null,
    room: value("room") ?? "dense",
  };
  return plan;
}

/** What of the floods a plan asks for, with the rates. @param {Plan} plan */
function chosenFloods({ only, rates, smoke }) {
  return floods.flatMap((flood) => {
    const variants = flood.variants.filter(
      ({ name }) => only === null || only.includes(flood.kind) || only.includes(name),
    );
    if (variants.length === 0) return [];
    const own = smoke ? [flood.smokeRate] : flood.rates;
    return [{ flood, variants, rates: (flood.kind === "chat" && rates) || own }];
  });
}

/** @param {readonly string[]} args */
async function main(args) {
  const plan = readPlan(args);
  const chosen = chosenFloods(plan);
  /** @param {string} name */
  const asks = (name) => plan.only === null || plan.only.includes(name);
  const servers = await startServers(await buildPages());
  const { executablePath, args: flags, env } = await findChromium();
  const browser = await chromium.launch({
    executablePath,
    args: flags,
    env: /** @type {Record<string, string>} */ ({ ...process.env, ...env }),
  });
  /** @type {Run[]} */
  const runs = [];
  /** @type {Counts[]} */
  const counts = [];
  /** @type {Awaited<ReturnType<typeof firstItems>>} */
  let inbox = [];
  let paints = { few: Number.NaN, many: Number.NaN };
  try {
    for (const { flood, variants, rates } of chosen) {
      for (let round = 1; round <= plan.runs; round++)
        for (const rate of rates)
          for (const variant of variants.filter(({ most = rate }) => rate <= most)) {
            process.stdout.write(`run ${round} of ${plan.runs}, ${rate}/s, ${variant.name} … `);
            const one = await run(browser, servers, flood, variant, rate, plan);
            runs.push(one);
            console.log(`${Math.round(one.cpuUs)} µs for each ${flood.one}`);
          }
      for (const variant of variants.filter(({ counted }) => counted))
        counts.push(await count(browser, servers, flood, variant, rates[0] ?? 0, plan));
    }
    if (asks("history")) paints = await firstPaints(browser, servers.urls.bare ?? "", plan.smoke ? 0 : 7);
    if (asks("inbox")) inbox = await firstItems(browser, servers, plan.smoke ? 0 : 15);
  } finally {
    await browser.close();
    servers.stop();
  }
  const results = medians(runs);
  for (const { flood } of chosen) {
    printRuns(flood, results);
    printCounts(counts.filter(({ kind }) => kind === flood.kind));
  }
  printInbox(inbox);
  if (!Number.isNaN(paints.few))
    console.log(
      `\nFirst stable paint: ${paints.few.toFixed(0)} ms with 100 messages, ${paints.many.toFixed(0)} ms with 100,000`,
    );

  if (plan.smoke) {
    const failed = results.filter((one) => !(one.cpuUs > 0 && one.complete && one.frames > 0));
    for (const { variant } of failed) console.log(`${variant} did not show all of it, or nothing was measured.`);
    for (const { mode, page } of inbox.filter(({ ms }) => !(ms > 0))) console.log(`${page} was not measured, ${mode}.`);
    return failed.length === 0 && inbox.every(({ ms }) => ms > 0);
  }
  console.log("\nAgainst the targets (ratios within this run; other load on the machine moves the rest):");
  const list = checks({ results, counts, inbox, paints });
  for (const { name, measured, limit, unit } of list) {
    const mark = measured !== null && measured <= limit ? "pass" : "MISS";
    console.log(`  ${mark}  ${name}: ${measured?.toFixed(2) ?? "not measured"} ${unit} (at most ${limit})`);
  }
  mkdirSync(fromRoot("bench/results"), { recursive: true });
  const file = fromRoot(`bench/results/${new Date().toISOString().replaceAll(":", "-")}.json`);
  const all = { plan, node: process.version, runs, results, counts, inbox, paints, checks: list };
  writeFileSync(file, JSON.stringify(all, null, 2));
  console.log(`\nWritten to ${file}`);
  return true;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    if (!(await main(process.argv.slice(2)))) process.exitCode = 1;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
