// @ts-check
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { build, minifySync } from "vite";
import { fromRoot, root } from "./run.mjs";

/**
 * @typedef {{ name: string, code: string, limitKb: number, lazy: boolean } | { name: string, file: string, limitKb: number }} Budget
 * @typedef {{ initial: number, lazy: number }} Weight in bytes, minified and gzipped
 */

/**
 * What an app loads at first that uses these parts and nothing else, the client included.
 *
 * @param {string} names
 * @param {number} limitKb
 * @returns {Budget}
 */
const part = (names, limitKb) => ({
  name: `${names}: first load`,
  code: `export { SocketProvider, ${names} } from "./dist/exports/index.js";`,
  limitKb,
  lazy: false,
});

/**
 * The styles of one domain, with all that they need.
 *
 * @param {string} domain
 * @param {number} limitKb
 * @returns {Budget}
 */
const sheet = (domain, limitKb) => ({
  name: `styles/${domain}.css`,
  file: `dist/styles/${domain}.css`,
  limitKb,
});

/** What an app has anyway: it is not our weight. */
const peers = ["react", "react-dom", "react-redux", "vue", "@reduxjs/toolkit", "socket.io-client"];

/**
 * The budgets, in kB (1,000 bytes) minified and gzipped, beyond peers. `lazy` counts chunks loaded on demand too.
 *
 * @type {Budget[]}
 */
export const budgets = [
  {
    name: "SocketProvider, ChatRoom: first load",
    code: 'export { SocketProvider, ChatRoom } from "./dist/exports/index.js";',
    limitKb: 45,
    lazy: false,
  },
  {
    name: "createLobby of lobbykit/client: first load",
    code: 'export { createLobby } from "./dist/exports/client.js";',
    limitKb: 26.5,
    lazy: false,
  },
  part("NotificationCenter, LobbyToaster", 46),
  part("OnlineStatus, AvatarStack, ActiveViewers", 38.5),
  part("GiftPicker, GiftStage", 42.5),
  part("PriceTicker, PriceBoard", 38),
  part("CourseRating, CommentFeed", 42),
  part("SupportChat", 55.5),
  part("LiveRoom", 68),
  {
    // Six domains with all their parts: no page imports it, and none of it weighs on who doesn't.
    name: "the whole kit, loaded on demand included",
    code: 'export * from "./dist/exports/index.js";',
    limitKb: 145,
    lazy: true,
  },
  part("useLivestream", 50),
  {
    name: "createLobbyPlugin, useLivestream of lobbykit/vue: first load",
    code: 'export { createLobbyPlugin, useLivestream } from "./dist/exports/vue.js";',
    limitKb: 47.5,
    lazy: false,
  },
  // Redux Toolkit with RTK Query (25) and socket.io-client (13) included.
  { name: "lobbykit.global.js, for a script tag", file: "dist/lobbykit.global.js", limitKb: 106 },
  // All six domains. Declarations are two thirds of it and most rules are like no other: one selector list for each pair of equal rules would save 0.1.
  { name: "styles.css", file: "dist/styles.css", limitKb: 15.4 },
  sheet("chat", 8.4),
  sheet("presence", 3.6),
  sheet("notifications", 4.7),
  sheet("gifts", 5.6),
  sheet("live", 4.9),
  sheet("support", 9.2),
  sheet("room", 11.2),
];

/**
 * Weighs what an app's bundler would make of an import: the chunks loaded at once, and those loaded on demand. Bundled by Rolldown, as Vite does, because
 * it leaves out with an unused module what that would load on demand; esbuild keeps it, and moves what it shares with the rest into the first load.
 *
 * @param {string} code
 * @param {string} [folder] where the code's relative imports start
 * @returns {Promise<Weight>}
 */
export async function weigh(code, folder = root) {
  const entry = `${folder}/lobbykit-weighed.js`;
  const [built] = /** @type {import("vite").Rolldown.RolldownOutput[]} */ (
    await build({
      configFile: false,
      root: folder,
      logLevel: "error",
      publicDir: false,
      define: { "process.env.NODE_ENV": '"production"' },
      plugins: [
        {
          name: "weighed",
          resolveId: (id) => (id === entry ? id : null),
          load: (id) => (id === entry ? code : null),
        },
      ],
      build: {
        write: false,
        // Minified below: a library's build keeps white space.
        minify: false,
        modulePreload: false,
        lib: { entry, formats: ["es"], fileName: "app" },
        rolldownOptions: {
          external: (id) => peers.some((peer) => id === peer || id.startsWith(`${peer}/`)),
          // An app's first chunk is no library: what it shares with later ones stands in it, and not in chunks of their own.
          preserveEntrySignatures: "allow-extension",
        },
      },
    })
  );
  if (built === undefined) throw new Error("Vite built nothing that could be weighed.");
  const chunks = new Map(
    built.output.flatMap((chunk) => (chunk.type === "chunk" ? [/** @type {const} */ ([chunk.fileName, chunk])] : [])),
  );
  const initial = new Set([...chunks.values()].filter(({ isEntry }) => isEntry).map(({ fileName }) => fileName));
  for (const name of initial)
    for (const next of chunks.get(name)?.imports ?? []) if (chunks.has(next)) initial.add(next);
  const weight = { initial: 0, lazy: 0 };
  for (const [name, chunk] of chunks) {
    const { code: small } = minifySync(name, chunk.code, { module: true, compress: true, mangle: true });
    weight[initial.has(name) ? "initial" : "lazy"] += gzipSync(small, { level: 9 }).length;
  }
  return weight;
}

const kb = (/** @type {number} */ bytes) => (bytes / 1000).toFixed(1).padStart(6);

/**
 * Weighs every budget and prints the table.
 *
 * @returns {Promise<string[]>} a sentence for each budget that is exceeded
 */
export async function checkSizes() {
  const exceeded = [];
  console.log(" first  later  limit  kB, minified and gzipped, beyond peers");
  for (const budget of budgets) {
    const weight =
      "file" in budget
        ? { initial: gzipSync(readFileSync(fromRoot(budget.file)), { level: 9 }).length, lazy: 0 }
        : await weigh(budget.code);
    const counted = weight.initial + ("lazy" in budget && budget.lazy ? weight.lazy : 0);
    console.log(`${kb(weight.initial)} ${kb(weight.lazy)} ${kb(budget.limitKb * 1000)}  ${budget.name}`);
    if (counted > budget.limitKb * 1000) {
      exceeded.push(`${budget.name}: ${kb(counted).trim()} kB, over its limit of ${budget.limitKb} kB`);
    }
  }
  return exceeded;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const exceeded = await checkSizes();
  for (const sentence of exceeded) console.error(sentence);
  if (exceeded.length > 0) process.exitCode = 1;
}
