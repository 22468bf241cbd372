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
  /** Under way, by id of the gift, until the app's hook is done too; each resolves when the row stands. */
  const telling = new Map<string, Promise<void>>();
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

  const tell = (entry: GiftEntry): Promise<void> => {
    const { gift } = entry;
    const running = telling.get(gift.id);
    if (entry.told || running !== undefined) return running ?? Promise.resolve();
    const written = write(gift);
    const told = written.catch(() => {});
    telling.set(gift.id, told);
    // The app's hook may take its time: nobody waits for it.
    void written
      // Whoever was paid elsewhere has been credited there.
      .then(() => (wasRecorded(entry) ? undefined : onCharged?.(gift)))
      .then(() => store.gifts.markTold(gift.senderId, gift.clientId ?? gift.id))
      .catch(later)
      .finally(() => telling.delete(gift.id));
    return told;
  };

  const repair = async (): Promise<void> => {
    for (const entry of await store.gifts.untold(repairBatch)) {
      if (closed) return;
      await tell(entry);
    }
  };

  return {
    tell,
    repair,
    close: () => {
      closed = true;
      if (timer !== null) clock.clearTimeout(timer);
    },
  };
}
