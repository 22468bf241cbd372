// @ts-check
import { floods } from "./floods.mjs";
import { quantile } from "./numbers.mjs";
import { referenceOf } from "./print.mjs";

/**
 * @typedef {import("./browser.mjs").Run} Run
 * @typedef {import("./browser.mjs").Counts} Counts
 * @typedef {{ name: string, measured: number | null, limit: number, unit: string }} Check
 * @typedef {{ results: readonly Run[], counts: readonly Counts[], inbox: readonly { mode: string, page: string, ms: number }[], paints: { few: number, many: number } }} Measured
 */

/** What is promised of the chat, by rate; ratios are to another variant of the same run. */
const targets = {
  rawDomUnbatched: /** @type {Record<number, number>} */ ({ 1000: 1.15, 5000: 1.3 }),
  rawDomNative: /** @type {Record<number, number>} */ ({ 1000: 0.7, 5000: 0.5 }),
  keyToEmpty: 1.1,
  lateUnbatched: 35,
  lateNative: 80,
  dropped: /** @type {Record<number, number>} */ ({ 100: 0, 1000: 0, 5000: 3, 20000: 0 }),
};
/** And of the rest. */
const firstPaint = 1.5;
const firstItem = 1.5;
const toRawDom = 1.15;
/** Of 600. */
const droppedFrames = 3;
/** Rendering one that did not change, or twice for one change, would be twice as often. */
const rendersForEach = 1.05;
/** A flush a frame, and the few commands of a page that begins. */
const dispatchesAFrame = 1.05;

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
 * What was measured, held against the targets. Only what was measured is checked.
 *
 * @param {Measured} measured
 * @returns {Check[]}
 */
export function checks({ results, counts, inbox, paints }) {
  const list = [...checkChat(results), ...checkParts(results, counts)];
  for (const mode of new Set(inbox.map((one) => one.mode))) {
    /** @param {string} page */
    const of = (page) => inbox.find((one) => one.mode === mode && one.page === page)?.ms ?? Number.NaN;
    list.push(
      against(`first of 10 notifications, ${mode}`, of("inbox") / of("inboxPlain"), firstItem, "× plain React"),
    );
  }
  if (!Number.isNaN(paints.few))
    list.push(against("first stable paint of 100,000", paints.many / paints.few, firstPaint, "× that of 100"));
  return list;
}

/** @param {string} name @param {number} measured @param {number} limit @param {string} unit @returns {Check} */
function against(name, measured, limit, unit) {
  return { name, measured: Number.isFinite(measured) ? measured : null, limit, unit };
}

/** @param {readonly Run[]} results */
function checkChat(results) {
  /** @type {Check[]} */
  const list = [];
  const chat = results.filter(({ kind }) => kind === "chat");
  for (const rate of new Set(chat.map((one) => one.rate))) {
    /** @param {string} name */
    const at = (name) => chat.find((one) => one.variant === name && one.rate === rate);
    const [native, unbatched, raw, empty] = ["chat-native", "chat-unbatched", "raw-dom", "empty"].map(at);
    /** @param {string} name @param {number | undefined} measured @param {number | undefined} limit @param {string} unit */
    const check = (name, measured, limit, unit) => {
      if (measured !== undefined && limit !== undefined) list.push(against(`${rate}/s ${name}`, measured, limit, unit));
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

/**
 * Parts of a page that change often: presence, prices, gifts.
 *
 * @param {readonly Run[]} results
 * @param {readonly Counts[]} counts
 */
function checkParts(results, counts) {
  /** @type {Check[]} */
  const list = [];
  for (const flood of floods.filter(({ kind }) => kind !== "chat")) {
    const own = results.filter(({ kind }) => kind === flood.kind);
    for (const one of own) {
      const byHand = own.find(({ variant }) => variant === referenceOf(flood, one.variant));
      if (byHand === undefined || byHand === one) continue;
      if (flood.kind === "presence")
        list.push(against(`${one.variant}, CPU`, one.cpuUs / byHand.cpuUs, toRawDom, "× raw DOM"));
      // What the page by hand drops too is the machine's.
      const most = Math.max(droppedFrames, byHand.dropped);
      list.push(against(`${one.variant}, dropped frames`, one.dropped, most, `(raw DOM ${byHand.dropped})`));
    }
    for (const { variant, renders, dispatches } of counts.filter(({ kind }) => kind === flood.kind)) {
      list.push(against(`${variant}, renders for each`, renders, rendersForEach, ""));
      list.push(against(`${variant}, dispatches a frame`, dispatches, dispatchesAFrame, ""));
    }
  }
  return list;
}
