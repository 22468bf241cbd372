import * as limits from "./limitValues.js";

/** Limits that both ends keep to. A server may set lower ones and says so in its hello. A constant each, so that an app loads those that it meets. */
export { limits };
