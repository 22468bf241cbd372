import { catalogueGiftSchema } from "../../contract/gifts.js";
import { clientIdSchema, conversationIdSchema, idSchema } from "../../contract/ids.js";
import * as limits from "../../contract/limits.js";
import { array, type Infer, integer, number, object, optional, parse, string } from "../../contract/schema.js";
import type { KeyValueStorage } from "../environment.js";
import { readJson } from "../readJson.js";
import { nameOf } from "../reporter.js";
import type { Report } from "../settings.js";

const tappedGiftSchema = object({
  key: clientIdSchema,
  userId: idSchema,
  conversationId: conversationIdSchema,
  gift: catalogueGiftSchema,
  quantity: integer({ min: 1, max: limits.giftQuantity }),
  receiverId: idSchema,
  receiverName: optional(string({ max: limits.nameLength })),
  note: optional(string({ max: limits.giftNoteLength })),
  at: number({ min: 0 }),
});
/** A tap whose outcome is not known yet. Plain data: it must survive the page. */
export type TappedGift = Infer<typeof tappedGiftSchema>;

/** Gifts whose outcome may be open at once. */
export const openGifts = 50;

const drawerSchema = array(tappedGiftSchema, { max: 4 * openGifts });

/** Where one user's undecided gifts are kept over a reload, so far as there is a storage that works. */
export interface GiftDrawer {
  load(): readonly TappedGift[];
  put(gift: TappedGift): void;
  remove(key: string): void;
}

/**
 * Makes a drawer. All its tabs share it, so every change reads and writes in one go: what another tab has put in stays. A storage that is full or forbidden is
 * reported once; gifts are then safe only as long as the page is.
 *
 * @param label names the server and how it is spoken to: a gift of one must never go to another
 */
export function createGiftDrawer(
  storage: (() => KeyValueStorage | undefined) | undefined,
  label: string,
  userId: string,
  report: (report: Report) => void,
): GiftDrawer {
  const name = `lobbykit gifts ${label} ${userId}`;
  let works = true;
  const attempt = <T>(work: (storage: KeyValueStorage) => T, otherwise: T): T => {
    try {
      const there = storage?.();
      return there === undefined ? otherwise : work(there);
    } catch (error) {
      if (works) {
        works = false;
        report({ kind: "storage", subject: "gifts", message: `gifts are not kept over a reload (${nameOf(error)})` });
      }
      return otherwise;
    }
  };
  const read = (from: KeyValueStorage): readonly TappedGift[] => {
    const text = from.getItem(name);
    const parsed = parse(drawerSchema, text === null ? [] : readJson(text));
    // The one thing that must never go wrong, so it is looked at once more.
    return parsed.ok ? parsed.value.filter((gift) => gift.userId === userId) : [];
  };
  const write = (to: KeyValueStorage, gifts: readonly TappedGift[]) => {
    if (gifts.length === 0) to.removeItem(name);
    else to.setItem(name, JSON.stringify(gifts));
  };
  return {
    load: () => attempt(read, []),
    put: (gift) =>
      attempt(
        (it) => write(it, [...read(it).filter(({ key }) => key !== gift.key), gift].slice(-4 * openGifts)),
        undefined,
      ),
    remove: (key) =>
      attempt((it) => {
        const gifts = read(it);
        if (gifts.some((gift) => gift.key === key))
          write(
            it,
            gifts.filter((gift) => gift.key !== key),
          );
      }, undefined),
  };
}
