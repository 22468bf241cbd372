import { createAction } from "@reduxjs/toolkit";
import type { Failure } from "../../contract/errors.js";
import type { LocalChange } from "./liveState.js";

/** These topics are wanted. */
export const topicsOpened = createAction<{ readonly topics: readonly string[] }>("lobby/live/topicsOpened");

/** Nobody wants these topics any more. */
export const topicsClosed = createAction<{ readonly topics: readonly string[] }>("lobby/live/topicsClosed");

/** What is held is the newest version. */
export const topicConfirmed = createAction<{ readonly topic: string; readonly version: number }>(
  "lobby/live/topicConfirmed",
);

/** The server refuses a topic. */
export const topicFailed = createAction<{ readonly topic: string; readonly failure: Failure }>(
  "lobby/live/topicFailed",
);

/** The session is over. */
export const liveLost = createAction("lobby/live/lost");

/** The user changes a topic. */
export const changeMade = createAction<{
  readonly topic: string;
  readonly change: Pick<LocalChange, "id" | "patches" | "rebase">;
}>("lobby/live/changeMade");

/** A change goes on the wire as one of version `base`; `null`: it comes back from there and waits again. */
export const changeSent = createAction<{ readonly topic: string; readonly id: string; readonly base: number | null }>(
  "lobby/live/changeSent",
);

/** A change is taken (as `version`, where that is known), or refused. */
export const changeSettled = createAction<{
  readonly topic: string;
  readonly id: string;
  readonly version: number | null;
  readonly failure?: Failure;
}>("lobby/live/changeSettled");

export const conflictDismissed = createAction<{ readonly topic: string }>("lobby/live/conflictDismissed");

/** Prices of these symbols are wanted. */
export const pricesOpened = createAction<{ readonly symbols: readonly string[] }>("lobby/live/pricesOpened");

/** Nobody wants these symbols any more. */
export const pricesClosed = createAction<{ readonly symbols: readonly string[] }>("lobby/live/pricesClosed");

/** The server tells these symbols again, and has told what it knew of them. */
export const pricesRenewed = createAction<{ readonly symbols: readonly string[] }>("lobby/live/pricesRenewed");

/** The server refuses to tell prices. */
export const pricesFailed = createAction<{ readonly failure: Failure }>("lobby/live/pricesFailed");
