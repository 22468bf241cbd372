import { afterEach, beforeEach } from "vitest";
import { assertConsoleQuiet, watchConsole } from "./consoleGuard.js";

export { allowConsole } from "./consoleGuard.js";

// A warning in a test is a defect of the code or of the test: the test fails by it. Unhandled rejections fail the run
// by Vitest's own rule.
beforeEach(watchConsole);
afterEach(assertConsoleQuiet);
