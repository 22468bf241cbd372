import { getCurrentInstance, getCurrentScope, onActivated, onDeactivated, onMounted, onScopeDispose } from "vue";
import { mistake } from "../contract/mistake.js";

/**
 * Runs something while a component is on the page: from its mounting on, not while `KeepAlive` keeps it aside, and until it goes. In an effect scope without a component: at once, until
 * the scope is stopped. On a server never.
 *
 * @throws LobbyError `outside-setup` where nothing would ever stop it
 */
export function whileAlive(start: () => () => void): void {
  if (getCurrentScope() === undefined) throw mistake("outside-setup");
  let stop: (() => void) | null = null;
  const begin = () => {
    stop ??= start();
  };
  const end = () => {
    stop?.();
    stop = null;
  };
  if (getCurrentInstance() !== null) {
    onMounted(begin);
    onActivated(begin);
    onDeactivated(end);
  } else if (typeof window !== "undefined") begin();
  onScopeDispose(end);
}
