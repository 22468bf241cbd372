import fc from "fast-check";
import { afterEach, beforeEach } from "vitest";
import { assertConsoleQuiet, watchConsole } from "./consoleGuard.js";

export { allowConsole } from "./consoleGuard.js";

// A warning in a test is a defect of the code or of the test: the test fails by it. Unhandled rejections fail the run
// by Vitest's own rule.
beforeEach(watchConsole);
afterEach(assertConsoleQuiet);

// Every run draws the same examples, so that a failure is the change's and not the day's. LOBBYKIT_SEED looks at others.
fc.configureGlobal({ seed: Number(process.env.LOBBYKIT_SEED ?? 20_261_120) });
