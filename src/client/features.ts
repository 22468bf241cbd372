import type { DomainEvent } from "../contract/events.js";
import type { Protocol } from "../protocols/protocol.js";
import type { Feature, FeatureHost, FeatureName, FeatureParts } from "./feature.js";
import { injectSlice } from "./lobbyReducer.js";
import { guarded } from "./reporter.js";

/** The features of one lobby. */
export interface Features {
  /** Attaches at the first time. */
  use<A extends object, N extends FeatureName>(feature: Feature<A, N>): A;
  ready(): void;
  down(): void;
  received(events: readonly DomainEvent[]): void;
  reset(): void;
}

/**
 * Makes the keeper of a lobby's features.
 *
 * @param protocol the lobby's own copy of an extensible protocol: each feature adds its words to it
 */
export function createFeatures(host: FeatureHost, protocol: Protocol, isReady: () => boolean): Features {
  const attached = new Map<FeatureName, FeatureParts<object>>();

  const attach = <A extends object, N extends FeatureName>(feature: Feature<A, N>): FeatureParts<A> => {
    injectSlice(feature.name, feature.reducer);
    if (protocol.extensible) {
      const part = feature.native(protocol);
      Object.assign(protocol.outgoing, part.outgoing);
      Object.assign(protocol.http, part.http);
      Object.assign(protocol.events as object, part.events);
    }
    const parts = feature.create(host);
    attached.set(feature.name, parts);
    if (isReady()) tell(parts, "ready");
    return parts;
  };

  const tell = (parts: FeatureParts<object>, what: "ready" | "down" | "reset") =>
    guarded(host.report, what, () => parts[what]?.());
  const tellAll = (what: "ready" | "down" | "reset") => {
    for (const parts of attached.values()) tell(parts, what);
  };

  return {
    use: <A extends object, N extends FeatureName>(feature: Feature<A, N>) =>
      ((attached.get(feature.name) as FeatureParts<A> | undefined) ?? attach(feature)).api,
    ready: () => tellAll("ready"),
    down: () => tellAll("down"),
    reset: () => tellAll("reset"),
    received(events) {
      for (const { received } of attached.values())
        if (received !== undefined) guarded(host.report, "received", () => received(events));
    },
  };
}
