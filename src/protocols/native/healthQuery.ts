import { refused } from "../../contract/errors.js";
import { healthAnswerSchema } from "../../contract/health.js";
import { parse } from "../../contract/schema.js";
import type { HttpQueries } from "../protocol.js";

/** How the native HTTP API is asked whether it is there. */
export const healthQuery: HttpQueries = {
  health: {
    request: () => ({ method: "GET", path: "health" }),
    read: (raw) => {
      const parsed = parse(healthAnswerSchema, raw);
      return parsed.ok ? { ok: true, value: parsed.value } : refused("UNAVAILABLE", parsed.issue);
    },
  },
};
