import { mistake, type PageMistake } from "../contract/mistake.js";

/** Stands for this copy of the package. */
const copy = {};
/** All copies share it. */
const copyKey = "lobbykit copy";
const lookEveryMs = 1_000;

let warned: ReadonlySet<PageMistake> = /* @__PURE__ */ new Set();

function warn(code: PageMistake): void {
  if (warned.has(code)) return;
  warned = new Set([...warned, code]);
  console.warn(mistake(code).message);
}

/**
 * For development builds: looks for what no type or exception can tell, and warns once. A second copy of the package at once; a missing stylesheet as soon as there
 * is a component to be seen.
 *
 * @returns a stop function
 */
export function checkPage(): () => void {
  checkCopies();
  const timer = setInterval(() => {
    // A page that draws everything itself from hooks needs no stylesheet.
    const part = document.querySelector('[class^="lobby-"], [class*=" lobby-"]');
    if (part === null || document.readyState !== "complete") return;
    clearInterval(timer);
    if (getComputedStyle(part).getPropertyValue("--lobby-ready") === "") warn("stylesheet-missing");
  }, lookEveryMs);
  return () => clearInterval(timer);
}

function checkCopies(): void {
  const page = globalThis as { [key: symbol]: unknown };
  const key = Symbol.for(copyKey);
  page[key] ??= copy;
  if (page[key] !== copy) warn("two-copies");
}
