import { Fragment, Profiler, type ReactNode } from "react";
import { createRoot } from "react-dom/client";
import { createLobby } from "../../src/client/createLobby.js";
import type { Lobby } from "../../src/client/lobby.js";
import { priceSchema } from "../../src/contract/live.js";
import { presenceSchema } from "../../src/contract/presence.js";
import { array } from "../../src/contract/schema.js";
import { defineProtocol } from "../../src/protocols/defineProtocol.js";
import { answered, emit, heard } from "../../src/protocols/words.js";
import { SocketProvider } from "../../src/react/SocketProvider.js";

/** Made by the build: whether this page counts its renders, which a measured one must not. */
declare const COUNTING: boolean;

/** The words of the bare server: the same packets as the pages by hand get. */
const bare = defineProtocol({
  name: "bare",
  capabilities: { presence: true, live: true },
  incoming: {
    presence: heard(presenceSchema, (presence) => ({ type: "presenceChanged", presences: [presence] })),
    price: heard(priceSchema, (price) => ({ type: "pricesChanged", prices: [price] })),
  },
  outgoing: {
    watchPresence: ({ userIds }) =>
      emit(
        "watch",
        userIds,
        answered(array(presenceSchema, { max: 500 }), (presences) => ({ presences })),
      ),
    unwatchPresence: () => null,
    subscribePrices: () => null,
    unsubscribePrices: () => null,
  },
});

const parameters = new URLSearchParams(location.search);

/** The client that a page of the benchmark uses; `?words=bare` for the bare server. */
export function benchLobby(userId = `reader-${crypto.randomUUID()}`): Lobby {
  const lobby = createLobby({
    url: location.origin,
    user: { id: userId, name: "Reader" },
    auth: userId,
    ...(parameters.get("words") === "bare" ? { protocol: bare } : {}),
  });
  return lobby;
}

/** Shows a page, and says when it is ready: connected, and `known` of the state. */
export function show(lobby: Lobby, known: () => boolean, children: ReactNode): void {
  lobby.store.subscribe(() => {
    window.bench.counts.dispatches++;
    if (!window.bench.ready && lobby.store.getState().lobby.connection.status === "live" && known())
      window.bench.ready = true;
  });
  const root = document.getElementById("root");
  if (root !== null) createRoot(root).render(<SocketProvider lobby={lobby}>{children}</SocketProvider>);
}

/** Around each part whose renders are counted. */
export function Counted({ children }: { readonly children: ReactNode }) {
  if (!COUNTING) return <Fragment>{children}</Fragment>;
  return (
    <Profiler id="part" onRender={() => void window.bench.counts.renders++}>
      {children}
    </Profiler>
  );
}
