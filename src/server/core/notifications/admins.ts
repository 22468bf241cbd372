import { adminRole } from "../roles.js";
import type { Services } from "../services.js";
import type { SessionState } from "../session.js";

/** Who gets what is sent to all admins. */
export interface Admins {
  all(): Promise<readonly string[]>;
  /** Somebody has come, or proven anew who he is: whether he looks after the others is known by his session's roles alone, so it is written down for when he is away. */
  note(session: SessionState): void;
}

/** How long it is believed who was none: a thousand who come back at once cost one question. */
const believedMs = 10_000;

/** Makes the list of admins. Kept in the store alone, because another process may know better who is one. */
export function createAdmins({ store, clock, background }: Services): Admins {
  let known: { readonly at: number; readonly ids: Promise<readonly string[]> } | null = null;
  /** The end of what is being written down, one after the other, so that of two words about one person the later one counts. */
  let noted: Promise<unknown> = Promise.resolve();

  const wasAdmin = async (userId: string) => {
    const now = clock.now();
    if (known === null || now - known.at >= believedMs) known = { at: now, ids: store.notifications.admins() };
    try {
      return (await known.ids).includes(userId);
    } catch (error) {
      known = null;
      throw error;
    }
  };
  const write = async (userId: string, isAdmin: boolean) => {
    // Of the many who are none only those are written down who were one.
    if (!isAdmin && !(await wasAdmin(userId))) return;
    await store.notifications.setAdmin(userId, isAdmin);
    known = null;
  };
  return {
    all: async () => {
      await noted.catch(() => {});
      return store.notifications.admins();
    },
    note: ({ user: { id }, roles }) => {
      const isAdmin = roles.includes(adminRole);
      const mine = noted.catch(() => {}).then(() => write(id, isAdmin));
      noted = mine;
      background("admins", mine);
    },
  };
}
