import type { InjectionKey } from "vue";
import type { Lobby } from "../client/lobby.js";

/** Under which an app or a component provides its lobby. By name, so that two copies of this module mean the same. */
export const lobbyKey: InjectionKey<Lobby> = /* @__PURE__ */ Symbol.for("lobbykit lobby");
