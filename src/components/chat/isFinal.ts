import type { Failure } from "../../contract/errors.js";

const finals: ReadonlySet<string> = /* @__PURE__ */ new Set(["FORBIDDEN", "NOT_FOUND", "UNAUTHENTICATED"]);

/** Whether a conversation that could not be opened stays closed to this reader, however often it is tried again. */
export function isFinal(failure: Failure | null): failure is Failure {
  return failure !== null && finals.has(failure.code);
}
