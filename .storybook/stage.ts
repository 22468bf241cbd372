import {
  createBrowserEnvironment,
  createLobby,
  type Environment,
  type Lobby,
  type LobbyOptions,
} from "lobbykit/client";
import { aUser, createMockServer, type MockServer, type MockServerOptions } from "lobbykit/testing";
import { expect, waitFor } from "storybook/test";

/** Languages that stories speak. */
export type StoryLocale = "en" | "vi" | "ar";

/** A story's server and the client on its screen. */
export interface Stage {
  readonly server: MockServer;
  readonly lobby: Lobby;
}

/** What a story may say of its server, as `parameters.lobby`. */
export interface StageParameters extends Omit<MockServerOptions, "environment"> {
  /** Whose screen it is; `an` unless told otherwise. */
  readonly user?: string;
  readonly options?: Partial<LobbyOptions>;
  /** The device says that it has no network. */
  readonly offline?: boolean;
  /** Runs before anything is rendered. */
  readonly prepare?: (stage: Stage) => void;
  /** Runs once the story is on the screen; what it returns, when it goes. */
  readonly act?: (stage: Stage) => () => void;
}

const ids = ["an", "binh", "chi", "dung", "giang", "hoa", "khanh", "lan", "minh", "nam", "oanh", "phuc"];

/** The people of the stories, named as the locale names people; the first is the one whose screen it is. */
export function people(locale: StoryLocale) {
  return ids.map((id, seed) => aUser({ id, seed, locale, ...(seed % 3 === 1 ? { avatarUrl: pictureUrl(seed) } : {}) }));
}

function pictureUrl(seed: number): string {
  return `/person-${(seed % 2) + 1}.svg`;
}

const stages = new WeakMap<HTMLElement, { readonly key: string; readonly stage: Stage }>();

/**
 * The stage of the story that is rendered into this element. Storybook runs loaders again at every change of args and globals, which must not begin the
 * conversation anew; only another story, another language or "remount" does.
 */
export function stageIn(
  canvasElement: HTMLElement,
  storyId: string,
  locale: StoryLocale,
  parameters: StageParameters | undefined,
): Stage {
  const key = `${storyId} ${locale}`;
  const known = stages.get(canvasElement);
  if (known?.key === key) return known.stage;
  closeStage(canvasElement);
  const { user = "an", options, offline, prepare, act: _act, history, ...rest } = parameters ?? {};
  const server = createMockServer({
    users: people(locale),
    ...(offline ? { environment: createOfflineEnvironment() } : {}),
    ...rest,
    history: { count: 24, locale, ...history },
  });
  const lobby = createLobby({ ...server.options(user), ...options });
  const stage = { server, lobby };
  stages.set(canvasElement, { key, stage });
  prepare?.(stage);
  return stage;
}

/** The page's, on a device that says it has no network, and without what outlives the story in the page: it would meet the next one. */
function createOfflineEnvironment(): Environment {
  const { storage: _storage, locks: _locks, ...environment } = createBrowserEnvironment();
  return { ...environment, isOnline: () => false };
}

/** Ends what was started for this element. */
export function closeStage(canvasElement: HTMLElement): void {
  const known = stages.get(canvasElement);
  if (known === undefined) return;
  stages.delete(canvasElement);
  known.stage.lobby.disconnect();
  known.stage.server.close();
}

/** The stage a play function or render function finds in its context. */
export function stageOf({ loaded }: { readonly loaded: Record<string, unknown> }): Stage {
  return loaded as unknown as Stage;
}

/** How long a play function waits for what it expects, in ms: a client that has tried in vain waits up to half a minute. Who waits in vain for all of it has found a fault. */
export const patienceMs = 60_000;

/** Resolves when what is asked for is so. */
export async function until(so: () => boolean): Promise<void> {
  for (const since = Date.now(); !so(); ) {
    if (Date.now() - since > patienceMs) throw new Error(`Waited ${patienceMs} ms for: ${so}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Resolves when it can be seen: what comes in by moving is transparent at first. */
export function seen(find: () => HTMLElement): Promise<void> {
  return waitFor(() => expect(find()).toBeVisible());
}

/** Resolves when the story's client is live. */
export function live({ lobby }: Stage): Promise<void> {
  return until(() => lobby.store.getState().lobby.connection.status === "live");
}
