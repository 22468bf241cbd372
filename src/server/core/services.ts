import type { Clock } from "../clock.js";
import type { Reporter } from "../report.js";
import type { LobbyStore } from "../store/store.js";
import type { Access } from "./access.js";
import type { Identity } from "./core.js";
import type { Happenings } from "./happenings.js";
import type { Hub } from "./hub.js";
import type { ServerLimits } from "./limits.js";
import type { SessionState } from "./session.js";
import type { Limiter } from "./tokenBucket.js";

/** What every handler works with. */
export interface Services {
  readonly store: LobbyStore;
  readonly hub: Hub;
  readonly access: Access;
  readonly limits: ServerLimits;
  readonly limiters: { readonly sends: Limiter; readonly typing: Limiter };
  readonly clock: Clock;
  readonly newId: () => string;
  readonly report: Reporter;
  readonly imageHosts: readonly string[] | undefined;
  readonly verifyToken: ((token: string) => Promise<Identity | null>) | undefined;
  /** A session of this process's; `undefined` when it is over. */
  readonly session: (id: string) => SessionState | undefined;
  /** What happens in conversations, for the domains that follow it. */
  readonly happened: Happenings;
  /** Does something that nobody waits for; a failure is reported. */
  readonly background: (during: string, work: Promise<unknown>) => void;
}
