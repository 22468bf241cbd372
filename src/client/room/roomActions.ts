import { createAction } from "@reduxjs/toolkit";
import type { Failure } from "../../contract/errors.js";

/** Coming into a room has failed. */
export const enteringFailed = createAction<{
  readonly roomId: string;
  readonly status: "refused" | "error";
  readonly failure: Failure;
}>("lobby/room/enteringFailed");

/** It is tried again because somebody wants it. */
export const enteringRepeated = createAction<{ readonly roomId: string }>("lobby/room/enteringRepeated");

/** The connection is gone: nothing that is known of rooms is current. */
export const roomsLost = createAction("lobby/room/lost");

/** Nobody looks at it any more. */
export const roomForgotten = createAction<{ readonly roomId: string }>("lobby/room/forgotten");

/** Time has passed: what was summed up until then is over. */
export const movesSwept = createAction<{ readonly at: number }>("lobby/room/movesSwept");
