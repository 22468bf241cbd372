// @ts-check
import { fork } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { chromium } from "playwright";
import { findChromium } from "./chromium.mjs";
import { fromRoot } from "./run.mjs";

/**
 * @typedef {{ name: string, what: string, page: string, server: "native" | "unbatched" | "bare", most: number }} Variant
 *   `most`: the highest rate it is asked to bear
 * @typedef {{ variant: string, rate: number, received: number, cpuUs: number, scriptUs: number, styleUs: number, layoutUs: number, dropped: number, frames: number,
 *   lateP95: number, keyP50: number, keyP95: number, complete: boolean }} Run
 * @typedef {{ rates: number[], runs: number, seconds: number, only: string[] | null, smoke: boolean, room: string }} Plan
 * @typedef {{ name: string, measured: number | null, limit: number, unit: string }} Check
 */

/** @type {Variant[]} */
export const variants = [
  {
    name: "chat-native",
    what: "ChatRoom, native protocol in batches",
    page: "chatRoom",
    server: "native",
    most: 20_000,
  },
  {
    name: "chat-unbatched",
    what: "ChatRoom, native protocol, one message a packet",
    page: "chatRoom",
    server: "unbatched",
    most: 5_000,
  },
  { name: "raw-dom", what: "raw DOM, window of the last rows", page: "rawDom", server: "bare", most: 5_000 },
  { name: "use-state", what: "useState and map, smooth scroll", page: "stateList", server: "bare", most: 1_000 },
  { name: "empty", what: "empty handler", page: "empty", server: "bare", most: 20_000 },
];

/** What is promised, by rate; ratios are to another variant of the same run. */
const targets = {
  rawDomUnbatched: /** @type {Record<number, number>} */ ({ 1000: 1.15, 5000: 1.3 }),
  rawDomNative: /** @type {Record<number, number>} */ ({ 1000: 0.7, 5000: 0.5 }),
  keyToEmpty: 1.1,
  firstPaint: 1.5,
  lateUnbatched: 35,
  lateNative: 80,
  dropped: /** @type {Record<number, number>} */ ({ 100: 0, 1000: 0, 5000: 3, 20000: 0 }),
};

const frameMs = 1000 / 60;

/** @param {readonly string[]} args */
export function readPlan(args) {
  /** @param {string} name */
  const value = (name) => args.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3);
  const smoke = args.includes("--smoke");
  const known = /^--(smoke|(rates|runs|seconds|only|room)=.+)$/;
  const unknown = args.filter((arg) => !known.test(arg));
  if (unknown.length > 0)
    throw new Error(
      `Not understood: ${unknown.join(" ")}. Use --smoke, --rates=100,1000, --runs=3, --seconds=10, --only=raw-dom,empty or --room=bubbles.`,
    );
  /** @type {Plan} */
  const plan = {
    smoke,
    rates: (value("rates") ?? (smoke ? "200" : "100,1000,5000")).split(",").map(Number),
    runs: Number(value("runs") ?? (smoke ? 1 : 3)),
    seconds: Number(value("seconds") ?? (smoke ? 2 : 10)),
    only: value("only")?.split(",") ?? null,
    room: value("room") ?? "dense",
  };
  return plan;
}

/** @param {readonly number[]} values @param {number} part */
export function quantile(values, part) {
  if (values.length === 0) return Number.NaN;
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

/** Bundles the pages as an app's production build would. @returns {Promise<Record<string, string>>} files by name */
async function buildPages() {
  const names = [...new Set(variants.map(({ page }) => page)), "history"];
  const { outputFiles } = await build({
    entryPoints: names.map((name) => fromRoot(`bench/pages/${name}.${/chat|state|history/.test(name) ? "tsx" : "ts"}`)),
    bundle: true,
    format: "esm",
    minify: true,
    write: false,
    outdir: "out",
    jsx: "automatic",
    target: "es2022",
    define: { "process.env.NODE_ENV": '"production"' },
    logOverride: { "unsupported-directive": "silent" },
  });
  /** @type {Record<string, string>} */
  const files = { "page.css": readFileSync(fromRoot("bench/pages/page.css"), "utf8") };
  for (const { path, text } of outputFiles) files[path.replaceAll("\\", "/").split("/").at(-1) ?? path] = text;
  return files;
}

/** @param {Record<string, string>} files */
async function startServers(files) {
  const child = fork(fromRoot("bench/server.ts"), { execArgv: ["--import", "tsx"], cwd: fromRoot(".") });
  /** @returns {Promise<any>} */
  const answer = () =>
    new Promise((resolve, reject) => {
      /** @param {number | null} code */
      const onExit = (code) => reject(new Error(`The benchmark's server ended with code ${code}.`));
      child.once("exit", onExit);
      child.once("message", (message) => {
        child.off("exit", onExit);
        resolve(message);
      });
    });
  const addresses = answer();
  child.send(files);
  return {
    /** @type {Record<string, string>} */
    urls: await addresses,
    /** @param {string} to @param {number} rate @param {number} forMs @returns {Promise<{ sent: number, last: number }>} */
    flood: (to, rate, forMs) => {
      const done = answer();
      child.send({ to, rate, forMs });
      return done;
    },
    stop: () => child.kill(),
  };
}

/**
 * One page, flooded once, while a person types.
 *
 * @param {import("playwright").Browser} browser
 * @param {Awaited<ReturnType<typeof startServers>>} servers
 * @param {Variant} variant
 * @param {number} rate
 * @param {Plan} plan
 * @returns {Promise<Run>}
 */
async function run(browser, servers, variant, rate, plan) {
  const context = await browser.newContext({ viewport: { width: 600, height: 700 } });
  const page = await context.newPage();
  /** @type {string[]} */
  const errors = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  await page.goto(`${servers.urls[variant.server]}/${variant.page}.html?variant=${plan.room}`);
  await page.waitForFunction("window.bench?.ready", null, { timeout: 20_000 });
  const cdp = await context.newCDPSession(page);
  // The thread's own time: what other processes take from it in between is not counted.
  await cdp.send("Performance.enable", { timeDomain: "threadTicks" });
  /** @returns {Promise<Record<string, number>>} */
  const metrics = async () =>
    Object.fromEntries((await cdp.send("Performance.getMetrics")).metrics.map(({ name, value }) => [name, value]));

  // Rows, compiled code and caches as they are in the middle of a stream.
  await servers.flood(variant.server, Math.min(rate, 1000), plan.smoke ? 300 : 1500);
  await page.locator("textarea, [contenteditable]").first().focus();
  let typing = true;
  const typist = (async () => {
    for (let key = 0; typing; key++) {
      const letter = key % 6 === 5 ? " " : "abcde"[key % 5];
      const at = { key: letter ?? "", text: letter ?? "", windowsVirtualKeyCode: letter === " " ? 32 : 65 + (key % 5) };
      await cdp.send("Input.dispatchKeyEvent", { type: "keyDown", ...at });
      await cdp.send("Input.dispatchKeyEvent", { type: "keyUp", key: at.key });
      await new Promise((resolve) => setTimeout(resolve, 110));
    }
  })();
  await page.evaluate("window.bench.begin()");
  const before = await metrics();
  const { sent, last } = await servers.flood(variant.server, rate, plan.seconds * 1000);
  const after = await metrics();
  typing = false;
  await typist;
  const complete = await page
    .waitForFunction(`window.bench.shown() >= ${last}`, null, { timeout: 20_000 })
    .then(() => true)
    .catch(() => false);
  if (!complete) console.log(`${last} was not shown: ${await page.evaluate("window.bench.describe()")}`);
  const { frames, late, keys } = /** @type {{ frames: number[], late: number[], keys: number[] }} */ (
    await page.evaluate("window.bench.end()")
  );
  await context.close();
  if (errors.length > 0) throw new Error(`${variant.name}: ${errors.join("; ")}`);
  /** @param {string} name */
  const perMessage = (name) => (((after[name] ?? 0) - (before[name] ?? 0)) * 1e6) / sent;
  return {
    variant: variant.name,
    rate,
    received: sent,
    cpuUs: perMessage("TaskDuration"),
    scriptUs: perMessage("ScriptDuration"),
    styleUs: perMessage("RecalcStyleDuration"),
    layoutUs: perMessage("LayoutDuration"),
    dropped: frames.reduce((sum, frame) => sum + Math.max(0, Math.round(frame / frameMs) - 1), 0),
    frames: frames.length,
    lateP95: quantile(late, 0.95),
    keyP50: quantile(keys, 0.5),
    keyP95: quantile(keys, 0.95),
    complete,
  };
}

/**
 * First stable paint of the list with few and with many messages in memory, ms, medians of pages that take turns.
 *
 * @param {import("playwright").Browser} browser
 * @param {string} url
 * @param {number} turns
 * @returns {Promise<{ few: number, many: number }>}
 */
async function firstPaints(browser, url, turns) {
  /** @type {Record<number, number[]>} */
  const times = { 100: [], 100000: [] };
  // The first turn, with everything still cold, is not counted.
  for (let turn = 0; turn <= turns; turn++)
    for (const count of [100, 100_000]) {
      const page = await browser.newPage({ viewport: { width: 600, height: 700 } });
      await page.goto(`${url}/history.html?count=${count}`);
      const time = /** @type {number} */ (await page.evaluate("window.firstPaint"));
      if (turn > 0) times[count]?.push(time);
      await page.close();
    }
  return { few: quantile(times[100] ?? [], 0.5), many: quantile(times[100_000] ?? [], 0.5) };
}

/**
 * Medians of the runs of each variant and rate.
 *
 * @param {readonly Run[]} runs
 * @returns {Run[]}
 */
export function medians(runs) {
  /** @type {Map<string, Run[]>} */
  const groups = new Map();
  for (const one of runs) {
    const name = `${one.variant} ${one.rate}`;
    groups.set(name, [...(groups.get(name) ?? []), one]);
  }
  return [...groups.values()].map((group) => {
    const [first] = group;
    if (first === undefined) throw new Error("an empty group");
    const middle = /** @type {Run} */ ({ ...first, complete: group.every(({ complete }) => complete) });
    for (const key of /** @type {const} */ ([
      "received",
      "cpuUs",
      "scriptUs",
      "styleUs",
      "layoutUs",
      "dropped",
      "frames",
      "lateP95",
      "keyP50",
      "keyP95",
    ]))
      middle[key] = quantile(
        group.map((one) => one[key]),
        0.5,
      );
    return middle;
  });
}

/**
 * What the medians say about the targets. Only what was measured is checked.
 *
 * @param {readonly Run[]} results
 * @returns {Check[]}
 */
export function checks(results) {
  /** @type {Check[]} */
  const list = [];
  for (const rate of new Set(results.map((one) => one.rate))) {
    /** @param {string} name */
    const at = (name) => results.find((one) => one.variant === name && one.rate === rate);
    const [native, unbatched, raw, empty] = ["chat-native", "chat-unbatched", "raw-dom", "empty"].map(at);
    /** @param {string} name @param {number | undefined} measured @param {number | undefined} limit @param {string} unit */
    const check = (name, measured, limit, unit) => {
      if (measured !== undefined && limit !== undefined)
        list.push({ name: `${rate}/s ${name}`, measured: Number.isFinite(measured) ? measured : null, limit, unit });
    };
    check(
      "unbatched, CPU",
      unbatched && raw && unbatched.cpuUs / raw.cpuUs,
      targets.rawDomUnbatched[rate],
      "× raw DOM",
    );
    check("native, CPU", native && raw && native.cpuUs / raw.cpuUs, targets.rawDomNative[rate], "× raw DOM");
    check("unbatched, dropped frames", unbatched?.dropped, targets.dropped[rate], "");
    check("native, dropped frames", native?.dropped, targets.dropped[rate], "");
    check(
      "unbatched, key to paint",
      unbatched && empty && unbatched.keyP50 / empty.keyP50,
      targets.keyToEmpty,
      "× empty",
    );
    check("native, key to paint", native && empty && native.keyP50 / empty.keyP50, targets.keyToEmpty, "× empty");
    check("unbatched, late p95", unbatched?.lateP95, targets.lateUnbatched, "ms");
    check("native, late p95", native?.lateP95, targets.lateNative, "ms");
  }
  return list;
}

/** @param {readonly Run[]} results */
function print(results) {
  for (const rate of new Set(results.map((one) => one.rate))) {
    const raw = results.find((one) => one.variant === "raw-dom" && one.rate === rate);
    console.log(`\n${rate} messages a second`);
    console.table(
      Object.fromEntries(
        results
          .filter((one) => one.rate === rate)
          .map((one) => [
            one.variant,
            {
              "CPU µs": Math.round(one.cpuUs),
              "script µs": Math.round(one.scriptUs),
              "style µs": Math.round(one.styleUs),
              "layout µs": Math.round(one.layoutUs),
              "× raw DOM": raw ? Number((one.cpuUs / raw.cpuUs).toFixed(2)) : null,
              dropped: `${one.dropped} of ${one.frames + one.dropped}`,
              "late p95 ms": Math.round(one.lateP95),
              "key p50 ms": Number(one.keyP50.toFixed(1)),
              "key p95 ms": Number(one.keyP95.toFixed(1)),
              "last shown": one.complete,
            },
          ]),
      ),
    );
  }
}

/** @param {readonly string[]} args */
async function main(args) {
  const plan = readPlan(args);
  const chosen = variants.filter(({ name }) => plan.only === null || plan.only.includes(name));
  const servers = await startServers(await buildPages());
  const { executablePath, args: flags, env } = await findChromium();
  const browser = await chromium.launch({
    executablePath,
    args: flags,
    env: /** @type {Record<string, string>} */ ({ ...process.env, ...env }),
  });
  /** @type {Run[]} */
  const runs = [];
  let paints = { few: Number.NaN, many: Number.NaN };
  try {
    for (let round = 1; round <= plan.runs; round++)
      for (const rate of plan.rates)
        for (const variant of chosen.filter(({ most }) => rate <= most)) {
          process.stdout.write(`run ${round} of ${plan.runs}, ${rate}/s, ${variant.name} … `);
          const one = await run(browser, servers, variant, rate, plan);
          runs.push(one);
          console.log(`${Math.round(one.cpuUs)} µs a message`);
        }
    if (plan.only === null || plan.only.includes("history"))
      paints = await firstPaints(browser, servers.urls.bare ?? "", plan.smoke ? 1 : 7);
  } finally {
    await browser.close();
    servers.stop();
  }
  const results = medians(runs);
  print(results);
  if (!Number.isNaN(paints.few))
    console.log(
      `\nFirst stable paint: ${paints.few.toFixed(0)} ms with 100 messages, ${paints.many.toFixed(0)} ms with 100,000`,
    );

  if (plan.smoke) {
    const failed = results.filter((one) => !(one.cpuUs > 0 && one.complete && one.frames > 0));
    for (const { variant } of failed) console.log(`${variant} did not show the last message, or nothing was measured.`);
    return failed.length === 0;
  }
  console.log("\nAgainst the targets (ratios within this run; other load on the machine moves the rest):");
  const list = checks(results);
  if (!Number.isNaN(paints.few))
    list.push({
      name: "first stable paint of 100,000",
      measured: paints.many / paints.few,
      limit: targets.firstPaint,
      unit: "× that of 100",
    });
  for (const { name, measured, limit, unit } of list) {
    const mark = measured !== null && measured <= limit ? "pass" : "MISS";
    console.log(`  ${mark}  ${name}: ${measured?.toFixed(2) ?? "not measured"} ${unit} (at most ${limit})`);
  }
  mkdirSync(fromRoot("bench/results"), { recursive: true });
  const file = fromRoot(`bench/results/${new Date().toISOString().replaceAll(":", "-")}.json`);
  writeFileSync(file, JSON.stringify({ plan, node: process.version, runs, results, paints, checks: list }, null, 2));
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
