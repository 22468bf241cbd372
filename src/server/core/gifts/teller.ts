import { defined } from "../../../contract/defined.js";
import { giftBodyOf } from "../../../contract/giftBody.js";
import type { Gift } from "../../../contract/gifts.js";
import type { Timer } from "../../clock.js";
import type { GiftEntry } from "../../store/giftStore.js";
import { conversationAudiences } from "../audiences.js";
import type { Services } from "../services.js";
import { writeMessage } from "../writeMessage.js";
import type { GiftOptions } from "./giftOptions.js";
import { wasRecorded } from "./recorded.js";

/** After a failure, what was charged and not told is looked for again so much later. */
const repairAfterMs = 30_000;
/** Told in one go. */
const repairBatch = 50;

/** A gift that is being told. */
interface Telling {
  /** Resolves when the row stands or could not be written. */
  readonly stands: Promise<void>;
  /** Resolves when the app's hook is done too, with whether all went well. */
  readonly over: Promise<boolean>;
}

/** Tells what was charged: a row in the conversation, an event for the stages, the app's own hook. */
export interface Teller {
  /** Resolves when the row stands and those who hear the conversation were told; a failure is reported and made good later. Telling again does nothing more. */
  tell(entry: GiftEntry): Promise<void>;
  /** Tells what an earlier process has charged and perhaps not told. */
  repair(): Promise<void>;
  close(): void;
}

/**
 * Makes the teller. Charging and telling can't be one transaction (an app's wallet and the clients are elsewhere), so the ledger remembers of each gift whether it was told, and
 * whoever comes by next tells it: a repetition, a question about it, the next start. The row bears the gift's id as its client id, so that there is never a second one.
 */
export function createTeller(services: Services, { onCharged }: Pick<GiftOptions, "onCharged">): Teller {
  const { store, hub, clock } = services;
  /** Under way, by id of the gift. */
  const telling = new Map<string, Telling>();
  let timer: Timer | null = null;
  let closed = false;

  const write = async (gift: Gift): Promise<void> => {
    const { conversationId, senderId, senderName } = gift;
    const [known] = await store.users([senderId]);
    const { duplicate } = await writeMessage(services, {
      conversationId,
      sender: defined({ id: senderId, name: senderName, avatarUrl: known?.avatarUrl }),
      clientId: gift.id,
      body: giftBodyOf(gift),
    });
    if (!duplicate) hub.publish(conversationAudiences(conversationId), { type: "giftReceived", gift });
  };

  const later = (error: unknown) => {
    services.report({ kind: "fault", during: "gifts", code: "UNAVAILABLE", error });
    if (closed || timer !== null) return;
    timer = clock.setTimeout(() => {
      timer = null;
      services.background("gifts", repair());
    }, repairAfterMs);
  };

  const begin = (entry: GiftEntry): Telling => {
    const { gift } = entry;
    const running = telling.get(gift.id);
    if (running !== undefined) return running;
    const written = write(gift);
    const over = written
      // Whoever was paid elsewhere has been credited there.
      .then(() => (wasRecorded(entry) ? undefined : onCharged?.(gift)))
      .then(() => store.gifts.markTold(gift.senderId, gift.clientId ?? gift.id))
      .then(
        () => true,
        (error: unknown) => {
          later(error);
          return false;
        },
      )
      .finally(() => telling.delete(gift.id));
    const begun = { stands: written.catch(() => {}), over };
    telling.set(gift.id, begun);
    return begun;
  };

  const repair = async (): Promise<void> => {
    // Those that fail again stand before the others, and must not keep them from their turn.
    let failed = 0;
    for (;;) {
      const entries = (await store.gifts.untold(failed + repairBatch)).slice(failed);
      if (entries.length === 0) return;
      const over: Promise<boolean>[] = [];
      for (const entry of entries) {
        if (closed) return;
        const begun = begin(entry);
        over.push(begun.over);
        // One row after the other, in the order of the gifts.
        await begun.stands;
      }
      failed += (await Promise.all(over)).filter((well) => !well).length;
    }
  };

  return {
    // The app's hook may take its time: nobody waits for it.
    tell: (entry) => (entry.told ? Promise.resolve() : begin(entry).stands),
    repair,
    close: () => {
      closed = true;
      if (timer !== null) clock.clearTimeout(timer);
    },
  };
}
