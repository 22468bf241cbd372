import { adminRole } from "../roles.js";
import type { Services } from "../services.js";
import type { SessionState } from "../session.js";

/** Who gets what is sent to all admins. */
export interface Admins {
  all(): Promise<readonly string[]>;
  /** Somebody has come: whether he looks after the others is known by his session's roles alone, so it is written down for when he is away. */
  note(session: SessionState): void;
}

/** Makes the list of admins. The store is asked once and written to only when somebody's role is another than it says. */
export function createAdmins({ store, background }: Services): Admins {
  let known: Promise<Set<string>> | null = null;
  const load = () => {
    known ??= store.notifications.admins().then(
      (ids) => new Set(ids),
      (error: unknown) => {
        known = null;
        throw error;
      },
    );
    return known;
  };
  const note = async ({ user, roles }: SessionState) => {
    const admins = await load();
    const isAdmin = roles.includes(adminRole);
    if (admins.has(user.id) === isAdmin) return;
    if (isAdmin) admins.add(user.id);
    else admins.delete(user.id);
    await store.notifications.setAdmin(user.id, isAdmin);
  };
  return {
    // What another process has written down since counts too.
    all: async () => [...new Set([...(await load()), ...(await store.notifications.admins())])],
    note: (session) => background("admins", note(session)),
  };
}
