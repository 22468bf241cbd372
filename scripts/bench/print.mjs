// @ts-check

/**
 * @typedef {import("./browser.mjs").Run} Run
 * @typedef {import("./browser.mjs").Counts} Counts
 * @typedef {import("./floods.mjs").Flood} Flood
 */

/** @param {Flood} flood @param {readonly Run[]} results */
export function printRuns(flood, results) {
  const own = results.filter(({ kind }) => kind === flood.kind);
  for (const rate of new Set(own.map((one) => one.rate))) {
    const at = own.filter((one) => one.rate === rate);
    console.log(`\n${flood.title(rate)}`);
    console.table(
      Object.fromEntries(
        at.map((one) => {
          const byHand = at.find(({ variant }) => variant === referenceOf(flood, one.variant));
          return [
            one.variant,
            {
              "CPU µs": Math.round(one.cpuUs),
              "script µs": Math.round(one.scriptUs),
              "style µs": Math.round(one.styleUs),
              "layout µs": Math.round(one.layoutUs),
              "× raw DOM": byHand ? Number((one.cpuUs / byHand.cpuUs).toFixed(2)) : null,
              dropped: `${one.dropped} of ${one.frames + one.dropped}`,
              ...(flood.kind === "chat" && {
                "late p95 ms": Math.round(one.lateP95),
                "key p50 ms": Number(one.keyP50.toFixed(1)),
                "key p95 ms": Number(one.keyP95.toFixed(1)),
              }),
              "all shown": one.complete,
            },
          ];
        }),
      ),
    );
  }
}

/** The page by hand that a variant is held against. @param {Flood} flood @param {string} variant */
export function referenceOf(flood, variant) {
  const own = `${variant.split("-")[0]}-raw`;
  return flood.variants.some(({ name }) => name === own) ? own : flood.reference;
}

/** @param {readonly Counts[]} counts */
export function printCounts(counts) {
  for (const { variant, renders, dispatches, requests } of counts)
    console.log(
      `${variant}: ${renders.toFixed(2)} renders for each, ${dispatches.toFixed(2)} dispatches a frame, ${requests} requests until it was ready`,
    );
}

/** @param {readonly { mode: string, page: string, ms: number, nodes: number }[]} inbox */
export function printInbox(inbox) {
  if (inbox.length === 0) return;
  console.log("\nThe first of ten notifications");
  console.table(
    Object.fromEntries(
      inbox.map(({ mode, page, ms, nodes }) => [
        `${page === "inbox" ? "NotificationCenter" : "plain React"}, ${mode}`,
        { ms: Number(ms.toFixed(1)), elements: nodes },
      ]),
    ),
  );
}
