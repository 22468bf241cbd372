import { createLobby } from "../../src/client/createLobby.js";
import type { Lobby } from "../../src/client/lobby.js";
import type { Timings } from "../../src/client/settings.js";
import type { Protocol } from "../../src/protocols/protocol.js";
import type { LobbyStore } from "../../src/server/store/store.js";
import { createMockServer } from "../../src/testing/mockServer.js";
import { createRandom } from "../../src/testing/random.js";
import { createVirtualEnvironment } from "../../src/testing/virtualEnvironment.js";
import { traced } from "./trace.js";

/** What a run may be given, to prove that the invariants notice. */
export interface SimulationOptions {
  readonly steps?: number;
  readonly protocol?: Protocol;
  /** Tampers with the server's store. */
  readonly store?: LobbyStore;
  readonly timings?: Partial<Timings>;
  /** Puts everything on the wire into the diary. */
  readonly trace?: boolean;
}

/** What a run came to. */
export interface SimulationResult {
  readonly seed: number;
  readonly violations: readonly string[];
  /** What was done, for reading a failure. */
  readonly diary: readonly string[];
  readonly sent: number;
  readonly faults: number;
}

const conversations = ["direct:an:binh", "room:class"] as const;
const userIds = ["an", "binh"] as const;
const commands = ["lobby:sync", "lobby:open", "lobby:heads", "lobby:read", "lobby:delivered"] as const;

interface Composed {
  readonly by: string;
  readonly conversationId: string;
  readonly key: string;
  readonly text: string;
}

/** Shown as stored by the server: from then on it must be in the log. */
const acceptedStatuses: ReadonlySet<string> = new Set(["sent", "delivered", "read"]);

/**
 * Two clients and a third person talk over a network with random faults; then it heals, and the invariants must hold: nothing lost (I1), nothing doubled
 * (I2), one order for all (I3), everybody equal within two seconds of being live again (I4). All chance comes from the seed, so a failing seed repeats.
 */
export async function simulate(seed: number, options: SimulationOptions = {}): Promise<SimulationResult> {
  const random = createRandom(`simulation ${seed}`);
  const environment = createVirtualEnvironment({ seed });
  const server = createMockServer({
    environment,
    seed,
    users: [{ id: "an" }, { id: "binh" }, { id: "chi" }],
    conversations: conversations.map((id) => ({ id, messages: 3 })),
    ...(options.store === undefined ? {} : { store: options.store }),
  });
  await server.ready;
  const { network } = server;
  const diary: string[] = [];
  const violations: string[] = [];
  const composed: Composed[] = [];
  const accepted = new Map<string, Composed>();
  let faults = 0;
  /** Something was lost on a connection that lived on: only the regular checks find that. */
  let lostFrames = false;
  let deadLines = false;

  const start = environment.now();
  const note = (text: string) => diary.push(`${environment.now() - start} ${text}`);
  const clients = userIds.map((id) =>
    createLobby({
      ...server.options(id),
      ...(options.protocol === undefined ? {} : { protocol: options.protocol }),
      ...(options.timings === undefined ? {} : { timings: options.timings }),
      ...(options.trace ? { transport: traced(server.transport, id, note) } : {}),
      onReport: ({ kind, subject, message }) => note(`${id} reports ${kind} of ${subject}: ${message}`),
    }),
  );
  const chance = (below: number) => Math.floor(random() * below);
  const clientOf = (index: number): Lobby => clients[index] as Lobby;
  const conversationAt = (index: number): string => conversations[index] ?? conversations[0];

  const watch = () => {
    for (const one of composed) {
      if (accepted.has(one.key)) continue;
      const shown = shownBy(clientOf(one.by === "an" ? 0 : 1), one.conversationId).find(({ key }) => key === one.key);
      if (shown === undefined)
        violations.push(`I1: "${one.text}" vanished from its sender's screen at ${diary.at(-1)}`);
      else if (acceptedStatuses.has(shown.status)) accepted.set(one.key, one);
    }
  };
  const stops = clients.flatMap((lobby) => [lobby.retain(), ...conversations.map((id) => lobby.openConversation(id))]);
  const unsubscribe = clients.map((lobby) => lobby.store.subscribe(watch));
  await environment.advanceAsync(500);

  const actions: readonly [weight: number, name: string, act: () => unknown][] = [
    [
      34,
      "send",
      () => {
        const index = chance(2);
        const conversationId = conversationAt(chance(2));
        const by = userIds[index] ?? "an";
        const text = `${by} ${composed.length + 1}`;
        const key = clientOf(index).sendMessage(conversationId, { kind: "text", text });
        composed.push({ by, conversationId, key, text });
        note(`   "${text}" in ${conversationId}`);
      },
    ],
    [10, "chi sends", () => server.as("chi").send("room:class", `chi ${diary.length}`)],
    [4, "reads", () => clientOf(chance(2)).markRead(conversationAt(chance(2)))],
    [3, "types", () => clientOf(chance(2)).setTyping(conversationAt(chance(2)), random() < 0.5)],
    [6, "cut", () => network.cut(random() < 0.5 ? userIds[chance(2)] : undefined)],
    [4, "cut at the answer to a send", () => network.cutNext({ kind: "answer", event: "lobby:send" })],
    [4, "cut at a send", () => network.cutNext({ kind: "command", event: "lobby:send" })],
    [4, "lose the answer to a send", () => network.dropNext({ kind: "answer", event: "lobby:send" })],
    [
      3,
      "lose another answer",
      () => {
        lostFrames = true;
        // Not hello's: a server that does not answer it is promised less (no catch-up), so other invariants would hold.
        network.dropNext({ kind: "answer", event: commands[chance(commands.length)] ?? "lobby:sync" });
      },
    ],
    [3, "lose a send", () => network.dropNext({ kind: "command", event: "lobby:send" })],
    [
      4,
      "lose an event",
      () => {
        lostFrames = true;
        network.dropNext({ kind: "event", event: "lobby:events", nth: 1 + chance(3) });
      },
    ],
    [3, "double a send", () => network.duplicateNext({ kind: "command", event: "lobby:send" })],
    [3, "double an event", () => network.duplicateNext({ kind: "event", event: "lobby:events" })],
    [4, "an event is overtaken", () => network.delayNext({ kind: "event", event: "lobby:events" }, 20 + chance(600))],
    [2, "a send is overtaken", () => network.delayNext({ kind: "command", event: "lobby:send" }, 20 + chance(600))],
    [3, "go down", () => network.disconnect()],
    [
      2,
      "half-open",
      () => {
        deadLines = true;
        network.halfOpen(random() < 0.5 ? userIds[chance(2)] : undefined);
      },
    ],
    [
      1,
      "black hole",
      () => {
        deadLines = true;
        network.blackhole();
      },
    ],
    [2, "refuse", () => network.refuse("UNAVAILABLE", 200 + chance(2_000))],
    [2, "rate limit", () => network.rateLimit(500 + chance(2_000))],
    [1, "fail HTTP", () => network.failRequests(503)],
    [8, "come back", () => network.reconnect()],
    [4, "latency", () => Object.assign(network, { latencyMs: chance(400), jitterMs: chance(300) })],
    [2, "sleep", () => environment.sleep(1_000 + chance(60_000))],
    [2, "loss", () => Object.assign(network, { loss: random() * 0.05 })],
  ];
  const quiet = new Set(["send", "chi sends", "reads", "types", "come back", "latency"]);
  const total = actions.reduce((sum, [weight]) => sum + weight, 0);

  for (let step = 0; step < (options.steps ?? 40); step += 1) {
    let at = random() * total;
    const chosen = actions.find(([weight]) => {
      at -= weight;
      return at < 0;
    });
    if (chosen === undefined) continue;
    const [, name, act] = chosen;
    note(name);
    if (!quiet.has(name)) faults += 1;
    await act();
    watch();
    await environment.advanceAsync(random() < 0.5 ? chance(60) : chance(4_000));
  }

  note("heal");
  Object.assign(network, { latencyMs: 20, jitterMs: 10, loss: 0 });
  network.clearFaults();
  network.reconnect();
  const status = () => clients.map((lobby) => lobby.store.getState().lobby.connection.status);
  // A half-open connection is not healed by a good network: to its client it looks live until its ping timeout.
  if (deadLines) await environment.advanceAsync(25_000);
  // An attempt in a black hole may have its own timeout to run, and then comes the backoff.
  for (let waited = 0; waited < 90_000 && status().some((one) => one !== "live"); waited += 250) {
    await environment.advanceAsync(250);
  }
  if (status().some((one) => one !== "live")) violations.push(`I4: not live 90 s after healing, but ${status()}`);
  await environment.advanceAsync(2_000);
  // A message that was waiting out a refusal or an acknowledgement goes on after that, and a lost tail is found by the next head check.
  const outbox = () => clients.some((lobby) => conversations.some((id) => pendingOf(lobby, id).some(isWaiting)));
  if (outbox() || lostFrames) await environment.advanceAsync(35_000);
  watch();

  for (const conversationId of conversations) {
    const log = await server.store.page(conversationId, null, 1_000);
    const ids = log.map(({ senderId, clientId }) => `${senderId} ${clientId}`);
    if (new Set(ids).size !== ids.length) violations.push(`I2: the log of ${conversationId} holds a message twice`);

    const texts = log.map(({ body }) => (body.kind === "text" ? body.text : ""));
    for (const by of userIds) {
      const wanted = composed.filter((one) => one.by === by && one.conversationId === conversationId);
      const inLog = texts.filter((text) => wanted.some((one) => one.text === text));
      const inOrder = wanted.map(({ text }) => text).filter((text) => inLog.includes(text));
      if (inLog.join() !== inOrder.join()) violations.push(`I3: ${by}'s messages are logged as ${inLog}`);
      for (const one of wanted) {
        const count = texts.filter((text) => text === one.text).length;
        const shown = shownBy(clientOf(by === "an" ? 0 : 1), conversationId).find(({ key }) => key === one.key);
        if (accepted.has(one.key) && count === 0)
          violations.push(`I1: "${one.text}" was shown as sent and is not stored`);
        if (count > 1) violations.push(`I2: "${one.text}" is stored ${count} times`);
        if (count === 0 && shown?.status !== "failed")
          violations.push(`I1: "${one.text}" is neither stored nor failed`);
        if (count === 1 && (shown === undefined || !acceptedStatuses.has(shown.status)))
          violations.push(`I4: "${one.text}" is stored but shown to its sender as ${shown?.status}`);
      }
    }

    clients.forEach((lobby, index) => {
      const name = userIds[index];
      const conversation = lobby.store.getState().lobby.chat.conversations[conversationId];
      const shown = conversation?.messages ?? [];
      const first = shown[0]?.seq ?? 1;
      const expected = log.filter(({ seq }) => seq >= first).map(({ id, seq }) => `${seq}:${id}`);
      const held = shown.map(({ id, seq }) => `${seq}:${id}`);
      if (held.join() !== expected.join())
        violations.push(`I3/I4: ${name} shows ${conversationId} as [${held}] instead of [${expected}]`);
      if (conversation?.gaps.length) violations.push(`I4: ${name} still has a gap in ${conversationId}`);
      const keys = shownBy(lobby, conversationId).map(({ key }) => key);
      if (new Set(keys).size !== keys.length) violations.push(`I2: ${name} shows a message twice in ${conversationId}`);
    });
  }
  if (network.connections > clients.length) violations.push(`I13: ${network.connections} connections are open`);

  for (const stop of [...unsubscribe, ...stops]) stop();
  for (const lobby of clients) lobby.disconnect();
  server.close();
  return { seed, violations, diary, sent: composed.length, faults };
}

function pendingOf(lobby: Lobby, conversationId: string) {
  return lobby.store.getState().lobby.chat.conversations[conversationId]?.pending ?? [];
}

function isWaiting({ status }: { readonly status: string }): boolean {
  return status === "queued" || status === "sending";
}

function shownBy(lobby: Lobby, conversationId: string) {
  const conversation = lobby.store.getState().lobby.chat.conversations[conversationId];
  return [...(conversation?.messages ?? []), ...(conversation?.pending ?? [])];
}
