// @ts-check
import { fork } from "node:child_process";
import { readFileSync } from "node:fs";
import { build } from "esbuild";
import { fromRoot } from "../run.mjs";
import { floods } from "./floods.mjs";
import { quantile } from "./numbers.mjs";

/**
 * @typedef {import("./floods.mjs").Flood} Flood
 * @typedef {import("./floods.mjs").Variant} Variant
 * @typedef {{ kind: string, variant: string, rate: number, received: number, cpuUs: number, scriptUs: number, styleUs: number, layoutUs: number, dropped: number,
 *   frames: number, lateP95: number, keyP50: number, keyP95: number, complete: boolean }} Run
 * @typedef {{ kind: string, variant: string, renders: number, dispatches: number, requests: number }} Counts
 *   renders for each change, dispatches a frame, and what the page asked of the server until it was ready
 * @typedef {{ seconds: number, smoke: boolean, room: string }} Pace
 * @typedef {Awaited<ReturnType<typeof startServers>>} Servers
 */

const frameMs = 1000 / 60;

/** Bundles the pages as an app's production build would. @returns {Promise<Record<string, string>>} files by name */
export async function buildPages() {
  const variants = floods.flatMap((flood) => flood.variants);
  /** @param {string[]} pages */
  const entries = (pages) => [...new Set(pages)].map((page) => fromRoot(`bench/pages/${page}`));
  /** @type {import("esbuild").BuildOptions & { write: false }} */
  const common = {
    bundle: true,
    format: "esm",
    minify: true,
    write: false,
    outdir: "out",
    jsx: "automatic",
    target: "es2022",
    logOverride: { "unsupported-directive": "silent" },
  };
  const production = { "process.env.NODE_ENV": '"production"' };
  const built = await Promise.all([
    build({
      ...common,
      entryPoints: entries([...variants.map(({ page }) => page), "history", "inbox", "inboxPlain"]),
      define: { ...production, COUNTING: "false" },
    }),
    // React tells of renders only in another build of its own.
    build({
      ...common,
      entryPoints: entries(variants.filter(({ counted }) => counted).map(({ page }) => page)),
      entryNames: "[name].counted",
      alias: { "react-dom/client": "react-dom/profiling" },
      define: { ...production, COUNTING: "true" },
    }),
  ]);
  /** @type {Record<string, string>} */
  const files = { "page.css": readFileSync(fromRoot("bench/pages/page.css"), "utf8") };
  for (const { path, text } of built.flatMap(({ outputFiles }) => outputFiles))
    files[path.replaceAll("\\", "/").split("/").at(-1) ?? path] = text;
  return files;
}

/** @param {Record<string, string>} files */
export async function startServers(files) {
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
    /** @param {{ to: string, kind: string, rate: number, forMs: number, burst?: boolean }} request @returns {Promise<{ sent: number, last: number | string }>} */
    flood: (request) => {
      const done = answer();
      child.send(request);
      return done;
    },
    stop: () => child.kill(),
  };
}

/**
 * Opens a variant's page and waits until it is ready.
 *
 * @param {import("playwright").Browser} browser
 * @param {Servers} servers
 * @param {Variant} variant
 * @param {{ room: string, suffix?: string, prepare?: (cdp: import("playwright").CDPSession) => Promise<void> }} options
 */
async function open(browser, servers, variant, { room, suffix = "", prepare }) {
  const context = await browser.newContext({ viewport: { width: 600, height: 700 } });
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  await prepare?.(cdp);
  /** @type {string[]} */
  const errors = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  await page.goto(
    `${servers.urls[variant.server]}/${variant.page}${suffix}.html?variant=${room}&${variant.query ?? ""}`,
  );
  await page.waitForFunction("window.bench?.ready", null, { timeout: 20_000 }).catch((error) => {
    throw new Error(`${variant.name} was never ready. ${errors.join("; ")} ${error}`);
  });
  const close = async () => {
    await context.close();
    if (errors.length > 0) throw new Error(`${variant.name}: ${errors.join("; ")}`);
  };
  return { page, cdp, close };
}

/**
 * Presses keys in a page's field, where it has one. The returned function stops.
 *
 * @param {import("playwright").Page} page
 * @param {import("playwright").CDPSession} cdp
 */
async function typeInto(page, cdp) {
  const field = page.locator("textarea, [contenteditable]").first();
  if ((await field.count()) === 0) return async () => {};
  await field.focus();
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
  return () => {
    typing = false;
    return typist;
  };
}

/**
 * One page, flooded once, while a person types.
 *
 * @param {import("playwright").Browser} browser
 * @param {Servers} servers
 * @param {Flood} flood
 * @param {Variant} variant
 * @param {number} rate
 * @param {Pace} pace
 * @returns {Promise<Run>}
 */
export async function run(browser, servers, flood, variant, rate, pace) {
  const { page, cdp, close } = await open(browser, servers, variant, pace);
  // The thread's own time: what other processes take from it in between is not counted.
  await cdp.send("Performance.enable", { timeDomain: "threadTicks" });
  /** @returns {Promise<Record<string, number>>} */
  const metrics = async () =>
    Object.fromEntries((await cdp.send("Performance.getMetrics")).metrics.map(({ name, value }) => [name, value]));
  const { kind, burst = false } = flood;
  const to = variant.server;

  // Rows, compiled code and caches as they are in the middle of a stream.
  const warmUp = { rate: burst ? 8 : Math.min(rate, 1000), forMs: pace.smoke ? 200 : burst ? 5_000 : 1_500 };
  await servers.flood({ to, kind, burst, ...warmUp });
  const stopTyping = await typeInto(page, cdp);
  await page.evaluate("window.bench.begin()");
  const before = await metrics();
  const { sent, last } = await servers.flood({ to, kind, burst, rate, forMs: pace.seconds * 1000 });
  const after = await metrics();
  await stopTyping();
  const complete = await page
    .waitForFunction(`window.bench.isComplete(${JSON.stringify(last)})`, null, { timeout: 20_000 })
    .then(() => true)
    .catch(() => false);
  if (!complete) console.log(`${last} was not shown: ${await page.evaluate("window.bench.describe()")}`);
  const { frames, late, keys } = /** @type {{ frames: number[], late: number[], keys: number[] }} */ (
    await page.evaluate("window.bench.end()")
  );
  await close();
  /** @param {string} name */
  const perOne = (name) => (((after[name] ?? 0) - (before[name] ?? 0)) * 1e6) / sent;
  return {
    kind,
    variant: variant.name,
    rate,
    received: sent,
    cpuUs: perOne("TaskDuration"),
    scriptUs: perOne("ScriptDuration"),
    styleUs: perOne("RecalcStyleDuration"),
    layoutUs: perOne("LayoutDuration"),
    dropped: frames.reduce((sum, frame) => sum + Math.max(0, Math.round(frame / frameMs) - 1), 0),
    frames: frames.length,
    lateP95: quantile(late, 0.95),
    keyP50: quantile(keys, 0.5),
    keyP95: quantile(keys, 0.95),
    complete,
  };
}

/**
 * One page, flooded for a moment: how often it rendered and dispatched, and what it asked of the server.
 *
 * @param {import("playwright").Browser} browser
 * @param {Servers} servers
 * @param {Flood} flood
 * @param {Variant} variant
 * @param {number} rate
 * @param {Pace} pace
 * @returns {Promise<Counts>}
 */
export async function count(browser, servers, flood, variant, rate, pace) {
  let requests = 0;
  const { page, close } = await open(browser, servers, variant, {
    ...pace,
    suffix: ".counted",
    prepare: async (cdp) => {
      await cdp.send("Network.enable");
      // Events of the page, acknowledged ones too; what greets and keeps the connection alive is no request.
      cdp.on("Network.webSocketFrameSent", ({ response: { payloadData } }) => {
        if (/^42\d*\["(?!lobby:hello)/.test(payloadData)) requests++;
      });
    },
  });
  const { kind, burst = false } = flood;
  await page.evaluate("window.bench.begin()");
  const asked = requests;
  const forMs = pace.smoke ? 500 : 2_000;
  const { sent, last } = await servers.flood({ to: variant.server, kind, burst, rate, forMs });
  await page.waitForFunction(`window.bench.isComplete(${JSON.stringify(last)})`, null, { timeout: 20_000 });
  const { renders, dispatches } = /** @type {{ renders: number, dispatches: number }} */ (
    await page.evaluate("window.bench.counts")
  );
  const { frames } = /** @type {{ frames: number[] }} */ (await page.evaluate("window.bench.end()"));
  await close();
  const elapsed = frames.reduce((sum, frame) => sum + frame, 0) / frameMs;
  return { kind, variant: variant.name, renders: renders / sent, dispatches: dispatches / elapsed, requests: asked };
}

/**
 * First stable paint of the list with few and with many messages in memory, ms, medians of pages that take turns.
 *
 * @param {import("playwright").Browser} browser
 * @param {string} url
 * @param {number} turns
 * @returns {Promise<{ few: number, many: number }>}
 */
export async function firstPaints(browser, url, turns) {
  /** @type {Record<number, number[]>} */
  const times = { 100: [], 100000: [] };
  // The first turn, with everything still cold, is not counted where there are more.
  for (let turn = 0; turn <= turns; turn++)
    for (const count of [100, 100_000]) {
      const page = await browser.newPage({ viewport: { width: 600, height: 700 } });
      await page.goto(`${url}/history.html?count=${count}`);
      const time = /** @type {number} */ (await page.evaluate("window.firstPaint"));
      if (turn > 0 || turns === 0) times[count]?.push(time);
      await page.close();
    }
  return { few: quantile(times[100] ?? [], 0.5), many: quantile(times[100_000] ?? [], 0.5) };
}

const inboxes = /** @type {const} */ ([
  { page: "inbox", server: "native" },
  { page: "inboxPlain", server: "bare" },
]);

/**
 * Time to the first of ten notifications, ms, and elements then: of the component and of a list by hand, in the ways in which they come on the screen. Medians of
 * pages that take turns.
 *
 * @param {import("playwright").Browser} browser
 * @param {Servers} servers
 * @param {number} turns
 * @returns {Promise<{ mode: string, page: string, ms: number, nodes: number }[]>}
 */
export async function firstItems(browser, servers, turns) {
  const results = [];
  for (const mode of ["cold", "live", "held", "opened"]) {
    /** @type {Record<"inbox" | "inboxPlain", { ms: number[], nodes: number }>} */
    const found = { inbox: { ms: [], nodes: 0 }, inboxPlain: { ms: [], nodes: 0 } };
    for (let turn = 0; turn <= turns; turn++)
      for (const { page, server } of inboxes) {
        const tab = await browser.newPage({ viewport: { width: 600, height: 700 } });
        await tab.goto(`${servers.urls[server]}/${page}.html?${mode}`);
        await tab.waitForFunction("window.inbox?.ready", null, { timeout: 20_000 });
        const { ms, nodes } = /** @type {{ ms: number, nodes: number }} */ (await tab.evaluate("window.inbox.begin()"));
        const one = found[page];
        // The first turn, with everything still cold, is not counted where there are more.
        if (turn > 0 || turns === 0) one.ms.push(ms);
        one.nodes = nodes;
        await tab.close();
      }
    for (const [page, { ms, nodes }] of Object.entries(found))
      results.push({ mode, page, ms: quantile(ms, 0.5), nodes });
  }
  return results;
}
