"use client";

import type { User } from "../../contract/connection.js";
import { AwaitNetwork, lazyPart } from "../lazyPart.js";

interface InRoom {
  readonly roomId: string;
}

const viewers = /* @__PURE__ */ lazyPart<{ readonly viewableId: string }>(
  () =>
    import("../viewers/ActiveViewers.js").then(({ ActiveViewers }) => ({ viewableId }) => (
      <ActiveViewers viewableId={viewableId} />
    )),
  AwaitNetwork,
);
const stage = /* @__PURE__ */ lazyPart<InRoom>(
  () =>
    import("../gifts/GiftStage.js").then(({ GiftStage }) => ({ roomId }: InRoom) => <GiftStage target={{ roomId }} />),
  AwaitNetwork,
);
const button = /* @__PURE__ */ lazyPart<InRoom & { readonly receivers: readonly User[] }>(
  () =>
    import("../gifts/GiftPicker.js").then(({ GiftPicker }) => ({ roomId, receivers }) => (
      <GiftPicker target={{ roomId }} receivers={receivers} />
    )),
  // Its place is kept: the composer beside it does not change its width.
  ({ onRetry }) => (
    <>
      <span className="lobby-room-gift-place" />
      <AwaitNetwork {...(onRetry === undefined ? {} : { onRetry })} />
    </>
  ),
);
const leaderboard = /* @__PURE__ */ lazyPart<InRoom>(
  () =>
    import("../gifts/GiftLeaderboard.js").then(({ GiftLeaderboard }) => ({ roomId }: InRoom) => (
      <GiftLeaderboard target={{ roomId }} />
    )),
  AwaitNetwork,
);

/** The parts of a live room that come with their own domains: loaded once one of them is shown. */
export const roomPanes = {
  Viewers: viewers.Part,
  GiftStage: stage.Part,
  GiftButton: button.Part,
  Leaderboard: leaderboard.Part,
} as const;
