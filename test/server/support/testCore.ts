import type { User } from "../../../src/contract/connection.js";
import type { NativeInput } from "../../../src/protocols/native/inputs.js";
import type { NativeCommand, NativeEvent } from "../../../src/protocols/native/wire.js";
import { nativeCommands } from "../../../src/protocols/native/wire.js";
import type { Acknowledgement, Core, CoreOptions, CoreSession, Identity } from "../../../src/server/core/core.js";
import { createCore } from "../../../src/server/core/createCore.js";
import { type BatchingHub, batchingHub } from "../../../src/server/hub/batchingHub.js";
import type { ServerReport } from "../../../src/server/report.js";
import { memoryStore } from "../../../src/server/store/memoryStore.js";
import type { LobbyStore } from "../../../src/server/store/store.js";
import { type ManualClock, manualClock } from "./manualClock.js";
import { type RecordingNetwork, recordingNetwork } from "./recordingNetwork.js";

/** A person at one tab. */
export interface Tab {
  readonly id: string;
  readonly session: CoreSession;
  do<N extends NativeCommand>(name: N, input: NativeInput<N>): Promise<Acknowledgement>;
  /** What it has heard, of one type if named. */
  heard(): readonly NativeEvent[];
  heard<T extends NativeEvent["type"]>(type: T): readonly Extract<NativeEvent, { type: T }>[];
}

/** The real core, hub and a store; the clock and the network are the test's. */
export interface TestCore {
  readonly core: Core;
  readonly store: LobbyStore;
  readonly clock: ManualClock;
  readonly network: RecordingNetwork;
  readonly hub: BatchingHub;
  readonly reports: ServerReport[];
  tab(user: string | Identity): Tab;
}

export function testCore(options: Partial<Omit<CoreOptions, "hub" | "clock">> = {}): TestCore {
  const clock = manualClock();
  const network = recordingNetwork();
  const hub = batchingHub(network, { clock, batchMs: 0 });
  const store = options.store ?? memoryStore({ epoch: "epoch-1" });
  const reports: ServerReport[] = [];
  let made = 0;
  const core = createCore({
    newId: () => `m${++made}`,
    onReport: (report) => reports.push(report),
    ...options,
    store,
    hub,
    clock,
  });
  const tab = (who: string | Identity): Tab => {
    const identity: Identity = typeof who === "string" ? { user: { id: who, name: who.toUpperCase() } } : who;
    const id = `tab${++made}`;
    const session = core.connect({ id, ...identity });
    return {
      id,
      session,
      do: (name, input) => session.handle(nativeCommands[name], input),
      heard: (type?: NativeEvent["type"]) =>
        network.events(id).filter((event) => type === undefined || event.type === type) as never,
    };
  };
  return { core, store, clock, network, hub, reports, tab };
}

/** A text to be sent. */
export function text(
  conversationId: string,
  clientId: string,
  words = `text of ${clientId}`,
): NativeInput<"sendMessage"> {
  return { conversationId, clientId, body: { kind: "text", text: words } };
}

export const an: User = { id: "an", name: "An" };
