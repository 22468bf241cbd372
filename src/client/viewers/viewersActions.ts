import { createAction } from "@reduxjs/toolkit";

/** Something is viewed here. */
export const viewingBegun = createAction<{ readonly viewableIds: readonly string[] }>("lobby/viewers/viewingBegun");

/** These are viewed no more. */
export const viewingEnded = createAction<{ readonly viewableIds: readonly string[] }>("lobby/viewers/viewingEnded");

/** The connection is lost: counts are as of now. */
export const viewersLost = createAction<{ readonly at: number }>("lobby/viewers/lost");
