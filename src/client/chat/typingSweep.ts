import type { DomainEvent } from "../../contract/events.js";
import type { Environment, Timer } from "../environment.js";
import { typingSwept } from "../lobbyActions.js";
import type { LobbyStore } from "../lobbyState.js";

/** Lets typing expire in the store. One timer for all, and none while nobody types. */
export function createTypingSweep(options: { readonly environment: Environment; readonly store: () => LobbyStore }): {
  note(events: readonly DomainEvent[]): void;
  destroy(): void;
} {
  const { environment, store } = options;
  let timer: Timer | null = null;

  const soonest = () => {
    let until = Number.POSITIVE_INFINITY;
    for (const { typing } of Object.values(store().getState().lobby.chat.conversations))
      for (const one of typing) until = Math.min(until, one.until);
    return until;
  };
  const schedule = () => {
    const until = soonest();
    if (until === Number.POSITIVE_INFINITY) return;
    timer = environment.setTimeout(
      () => {
        timer = null;
        store().dispatch(typingSwept({ at: environment.now() }));
        schedule();
      },
      Math.max(0, until - environment.now()),
    );
  };

  return {
    note(events) {
      if (timer === null && events.some((event) => event.type === "typingChanged" && event.typing)) schedule();
    },
    destroy() {
      if (timer !== null) environment.clearTimeout(timer);
    },
  };
}
