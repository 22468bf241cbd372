import type { RenderOptions, RenderResult } from "@testing-library/react";
import { type ReactElement, type ReactNode, StrictMode } from "react";
import { createLobby } from "../client/createLobby.js";
import type { Lobby, LobbyOptions } from "../client/lobby.js";
import type { Locale } from "../locales/locale.js";
import { SocketProvider } from "../react/SocketProvider.js";
import { createMockServer, type MockServer } from "./mockServer.js";
import { createVirtualEnvironment, type VirtualEnvironment } from "./virtualEnvironment.js";

/** Options of {@link renderWithLobby}; Testing Library's own go along. */
export interface RenderWithLobbyOptions extends Omit<RenderOptions, "queries" | "wrapper"> {
  /** A new one on a virtual clock unless told otherwise. */
  readonly server?: MockServer;
  /** Whose screen it is: the server's first user unless told otherwise. */
  readonly user?: string;
  /** More for `createLobby`. */
  readonly lobby?: Partial<LobbyOptions>;
  readonly locale?: Locale;
  /** Renders in `StrictMode`, as development does; `true` unless told otherwise. */
  readonly strict?: boolean;
}

/** What {@link renderWithLobby} gives. */
export interface RenderWithLobbyResult extends RenderResult {
  readonly lobby: Lobby;
  readonly server: MockServer;
  /** Lets time pass, 100 ms unless told otherwise, and React follow. On a virtual clock it takes no time. */
  readonly advance: (ms?: number) => Promise<void>;
}

/**
 * Renders a part of an app that is connected to a mock server, and resolves when the connection is live and the first pages are there. Needs
 * `@testing-library/react`.
 *
 * @example
 * const { server, advance, getByText } = await renderWithLobby(<ChatRoom recipientId="binh" />);
 * await server.as("binh").send("an", "Hello!");
 * await advance();
 * getByText("Hello!");
 */
export async function renderWithLobby(
  ui: ReactElement,
  options: RenderWithLobbyOptions = {},
): Promise<RenderWithLobbyResult> {
  const { server: given, user, lobby: more, locale, strict = true, ...renderOptions } = options;
  // Only here, so that those who never render need no Testing Library.
  const { act, render } = await import("@testing-library/react");
  const server = given ?? createMockServer({ environment: createVirtualEnvironment() });
  const lobby = createLobby({ ...server.options(user), ...more });
  const Frame = ({ children }: { children: ReactNode }) => {
    const inside = (
      <SocketProvider lobby={lobby} {...(locale === undefined ? {} : { locale })}>
        {children}
      </SocketProvider>
    );
    return strict ? <StrictMode>{inside}</StrictMode> : inside;
  };
  const { environment } = server;
  const advance = (ms = 100) =>
    act(async () => {
      if (isVirtual(environment)) await environment.advanceAsync(ms);
      else await new Promise<void>((resolve) => environment.setTimeout(resolve, ms));
    });
  await server.ready;
  const result = render(ui, { ...renderOptions, wrapper: Frame });
  await advance();
  return { ...result, lobby, server, advance };
}

function isVirtual(environment: MockServer["environment"]): environment is VirtualEnvironment {
  return "advanceAsync" in environment;
}
