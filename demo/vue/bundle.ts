import { fileURLToPath } from "node:url";
import { build } from "esbuild";

let bundled: Promise<Uint8Array> | null = null;

/** The script of the page at `/vue`, with all it imports: made when it is first asked for, in some tenths of a second. */
export function bundleVuePage(): Promise<Uint8Array> {
  bundled ??= build({
    entryPoints: [fileURLToPath(new URL("page.ts", import.meta.url))],
    bundle: true,
    write: false,
    minify: true,
    format: "esm",
    target: "es2022",
    // With the compiler: the page's HTML is its template.
    alias: { vue: "vue/dist/vue.esm-bundler.js" },
    define: {
      "process.env.NODE_ENV": JSON.stringify(process.env.NODE_ENV ?? "development"),
      __VUE_OPTIONS_API__: "false",
      __VUE_PROD_DEVTOOLS__: "false",
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: "false",
    },
  }).then(({ outputFiles: [script] }) => script?.contents ?? new Uint8Array());
  return bundled;
}
