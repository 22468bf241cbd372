"use client";

import type { Feature, FeatureName } from "../client/feature.js";
import { useLobby } from "./useLobby.js";

/**
 * The functions of a feature of the nearest provider's lobby. Attaches it at the first use. Stable.
 *
 * @throws LobbyError `provider-missing` outside of a provider.
 */
export function useFeature<A extends object, N extends FeatureName>(feature: Feature<A, N>): A {
  return useLobby().use(feature);
}
