import { type ComponentType, type ReactElement, useEffect, useState } from "react";
import { createLobby } from "../client/createLobby.js";
import type { Lobby, LobbyOptions } from "../client/lobby.js";
import type { Locale } from "../locales/locale.js";
import { SocketProvider } from "../react/SocketProvider.js";
import { createMockServer, type MockServer, type MockServerOptions } from "./mockServer.js";

/** What a story needs of its server: as `parameters.lobby`, or for all stories as the argument of {@link withLobby}. */
export interface StoryLobby extends MockServerOptions {
  /** Whose screen it is: the server's first user unless told otherwise. */
  readonly user?: string;
  readonly locale?: Locale;
  /** More for `createLobby`. */
  readonly options?: Partial<LobbyOptions>;
  /** Runs once the story is on the screen: let others write, or make the network bad. What it returns runs when the story goes. */
  readonly act?: (stage: { readonly server: MockServer; readonly lobby: Lobby }) => (() => void) | undefined;
}

/**
 * A Storybook decorator: every story gets a mock server of its own and stands in a provider on it. Live: time is the browser's.
 *
 * @example
 * export default { component: ChatRoom, decorators: [withLobby({ users: [{ id: "an" }, { id: "binh" }] })] };
 * export const Unread = { parameters: { lobby: { conversations: [{ id: "direct:an:binh", messages: 40, unread: 3 }] } } };
 */
export function withLobby(
  common: StoryLobby = {},
): (
  Story: ComponentType,
  context: { readonly id: string; readonly parameters: { readonly lobby?: StoryLobby } },
) => ReactElement {
  return (Story, { id, parameters }) => (
    <StoryStage key={id} story={{ ...common, ...parameters.lobby }}>
      <Story />
    </StoryStage>
  );
}

function StoryStage({
  story,
  children,
}: {
  readonly story: StoryLobby;
  readonly children: ReactElement;
}): ReactElement {
  const [stage] = useState(() => {
    const { user, locale: _locale, options, act: _act, ...rest } = story;
    const server = createMockServer(rest);
    return { server, lobby: createLobby({ ...server.options(user), ...options }), act: story.act };
  });
  // The server itself is left to the garbage: StrictMode runs this twice, and it holds nothing but its connections, which end with the lobby.
  useEffect(() => stage.act?.(stage), [stage]);
  return (
    <SocketProvider lobby={stage.lobby} {...(story.locale === undefined ? {} : { locale: story.locale })}>
      {children}
    </SocketProvider>
  );
}
