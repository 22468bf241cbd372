import { createAction } from "@reduxjs/toolkit";
import type { Failure } from "../../contract/errors.js";
import type { Gift } from "../../contract/gifts.js";
import type { ConversationId } from "../../contract/ids.js";
import type { PendingGift } from "./giftsState.js";

/** A gift was tapped, or one of an earlier page was found again. */
export const giftAdded = createAction<{
  readonly pending: PendingGift;
  /** Shown at once as given, before the server has charged it. Absent for one of an earlier page: that was shown then. */
  readonly shown?: Gift;
  /** Takes the place of a refused one, whose key is used up. */
  readonly instead?: string;
}>("lobby/gifts/added");

/** A question about a gift goes out: to charge it, or what became of it. */
export const giftAsked = createAction<{ readonly key: string }>("lobby/gifts/asked");

/** It is charged; `gift` is `null` and `balance` absent where that is all that is known. */
export const giftSettled = createAction<{
  readonly key: string;
  readonly gift: Gift | null;
  readonly balance?: number | null;
}>("lobby/gifts/settled");

/** It is certainly not charged, or nobody says. */
export const giftFailed = createAction<{
  readonly key: string;
  readonly status: "failed" | "unknown";
  readonly failure: Failure;
  readonly balance?: number | null;
}>("lobby/gifts/failed");

/** What became of it has been seen. */
export const giftDismissed = createAction<{ readonly key: string }>("lobby/gifts/dismissed");

/** Nothing on the page shows that conversation's gifts any more. */
export const giftsForgotten = createAction<{ readonly conversationId: ConversationId }>("lobby/gifts/forgotten");
