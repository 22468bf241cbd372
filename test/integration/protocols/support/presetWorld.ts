import { afterEach, beforeEach } from "vitest";
import type { ChatMessage } from "../../../../src/client/chat/chatState.js";
import { selectMessages } from "../../../../src/client/chat/selectors.js";
import { selectConnection } from "../../../../src/client/connection/selectors.js";
import { createLobby } from "../../../../src/client/createLobby.js";
import type { Lobby, LobbyOptions } from "../../../../src/client/lobby.js";
import type { LobbyRootState } from "../../../../src/client/lobbyState.js";
import type { Report } from "../../../../src/client/settings.js";
import { whenSo } from "../../../support/patience.js";

/** Somebody with a real lobby. */
export interface Person {
  readonly lobby: Lobby;
  readonly reports: Report[];
  readonly state: () => LobbyRootState;
  say(text: string, conversation?: string): string;
  messages(conversation?: string): readonly ChatMessage[];
  texts(conversation?: string): string[];
  /** Resolves when the state passes the test; fails in the end, with what was waited for and what he sees. */
  until(what: string, test: (state: LobbyRootState) => boolean): Promise<void>;
  live(): Promise<void>;
  /** So many messages are shown. */
  has(count: number, conversation?: string): Promise<void>;
  /** What is held ends with the test, before its server does. */
  hold<T extends () => void>(stop: T): T;
}

/** Short where something is waited for, long where something else would be given up: for tests with real time, on machines however slow. */
export const quickTimings = {
  retryMinMs: 20,
  retryMaxMs: 60,
  stableMs: 50,
  lingerMs: 20,
  ackTimeoutMs: 60_000,
  helloTimeoutMs: 60_000,
  tokenTimeoutMs: 60_000,
} as const;

/**
 * A fixture server for each test of a file, and the people who come to it over real sockets. Call it once, at the top of the file; all ends with each test.
 *
 * @param start starts the server
 * @param optionsOf what somebody's lobby needs beside `user` and short waits
 * @param conversation what `say`, `messages` and `has` mean unless told otherwise
 */
export function presetWorld<S extends { stop(): Promise<void> }>(
  start: () => Promise<S>,
  optionsOf: (server: S, id: string) => Omit<LobbyOptions, "user">,
  conversation = "room:hall",
) {
  let server: S | null = null;
  const endings: (() => void)[] = [];
  const current = (): S => {
    if (server === null) throw new Error("The server runs while a test does.");
    return server;
  };

  beforeEach(async () => {
    server = await start();
  });
  afterEach(async () => {
    for (const end of endings.splice(0)) end();
    await server?.stop();
    server = null;
  });

  return {
    get server() {
      return current();
    },
    /** What ends with the test, before the server does. */
    hold<T extends () => void>(stop: T): T {
      endings.push(stop);
      return stop;
    },
    /** Somebody who connects, and opens these conversations. */
    person(id: string, opens: readonly string[] = [], more: Partial<LobbyOptions> = {}): Person {
      const reports: Report[] = [];
      const lobby = createLobby({
        user: { id },
        timings: quickTimings,
        onReport: (report) => reports.push(report),
        ...optionsOf(current(), id),
        ...more,
      });
      const stops = [...opens.map((one) => lobby.openConversation(one)), lobby.retain()];
      endings.push(...stops, () => lobby.signIn(null));
      const state = () => lobby.store.getState();
      const until: Person["until"] = (what, test) =>
        whenSo(
          () => test(state()),
          lobby.store.subscribe,
          () => {
            const seen = { status: state().lobby.connection.status, messages: me.messages() };
            return `${id} waited in vain until ${what}; sees ${JSON.stringify(seen)}`;
          },
        );
      const me: Person = {
        lobby,
        reports,
        state,
        say: (text, to = conversation) => lobby.sendMessage(to, { kind: "text", text }),
        messages: (of = conversation) => selectMessages(state(), of),
        texts: (of) => me.messages(of).map(({ body }) => body.text ?? ""),
        until,
        live: () => until("it is live", (now) => selectConnection(now).status === "live"),
        has: (count, of) => until(`${count} messages are there`, () => me.messages(of).length === count),
        hold(stop) {
          endings.push(stop);
          return stop;
        },
      };
      return me;
    },
  };
}
