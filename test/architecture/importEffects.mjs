// Run by sideEffects.test.ts in a Node process of its own: imports the packages named, notes the process's state,
// imports the module named, and prints what the module alone has changed.
import process from "node:process";

const [module, ...packages] = process.argv.slice(2);
for (const name of packages) await import(name);

const effects = [];
const record =
  (name, original) =>
  (...args) => {
    effects.push(`calls ${name}`);
    return original(...args);
  };

for (const name of ["setTimeout", "setInterval", "setImmediate", "fetch"])
  globalThis[name] = record(name, globalThis[name]);
for (const method of ["log", "info", "warn", "error", "debug"]) {
  console[method] = record(`console.${method}`, () => undefined);
}
for (const name of ["on", "once", "addListener"])
  process[name] = record(`process.${name}`, process[name].bind(process));

const globalsBefore = new Set(Reflect.ownKeys(globalThis));
const handlesBefore = process.getActiveResourcesInfo().length;
await import(module);

for (const key of Reflect.ownKeys(globalThis))
  if (!globalsBefore.has(key)) effects.push(`creates global ${String(key)}`);
const handles = process.getActiveResourcesInfo().slice(handlesBefore);
for (const handle of handles) effects.push(`leaves open ${handle}`);
process.stdout.write(JSON.stringify(effects));
