import { createAction } from "@reduxjs/toolkit";
import type { OwnStatus } from "./presenceState.js";

/** Somebody on the page wants to know of these people. */
export const peopleWatched = createAction<{ readonly userIds: readonly string[] }>("lobby/presence/peopleWatched");

/** Nobody wants to know of them any more. */
export const peopleForgotten = createAction<{ readonly userIds: readonly string[] }>("lobby/presence/peopleForgotten");

/** The connection is lost, or everybody has been asked for again. */
export const presenceStaleChanged = createAction<boolean>("lobby/presence/staleChanged");

/** This page tells something else of its own user. */
export const ownStatusChanged = createAction<OwnStatus>("lobby/presence/ownStatusChanged");
