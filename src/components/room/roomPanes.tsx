"use client";

import type { User } from "../../contract/connection.js";
import { GiftLeaderboard } from "../gifts/GiftLeaderboard.js";
import { GiftPicker } from "../gifts/GiftPicker.js";
import { GiftStage } from "../gifts/GiftStage.js";
import { ActiveViewers } from "../viewers/ActiveViewers.js";

interface InRoom {
  readonly roomId: string;
}

/**
 * The parts of a live room that other domains have; what is heavy in them comes later. Not imported dynamically here: what an app may also import by name would then count among
 * the first load of all who import anything.
 */
export const roomPanes = {
  Viewers: ({ viewableId }: { readonly viewableId: string }) => <ActiveViewers viewableId={viewableId} />,
  GiftStage: ({ roomId }: InRoom) => <GiftStage target={{ roomId }} />,
  GiftButton: ({ roomId, receivers }: InRoom & { readonly receivers: readonly User[] }) => (
    <GiftPicker target={{ roomId }} receivers={receivers} />
  ),
  Leaderboard: ({ roomId }: InRoom) => <GiftLeaderboard target={{ roomId }} />,
} as const;
