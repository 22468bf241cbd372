import { defined } from "../../../contract/defined.js";
import { isId } from "../../../contract/ids.js";
import { type Patch, patchSchema, type TopicSnapshot, topicLimits, topicStateSchema } from "../../../contract/live.js";
import { LobbyError } from "../../../contract/lobbyError.js";
import { applyPatches } from "../../../contract/patches.js";
import { array, type JsonValue, parse } from "../../../contract/schema.js";
import { topicAudience } from "../audiences.js";
import { type Answer, type Definition, define, done, refuse } from "../define.js";
import type { Services } from "../services.js";
import type { SessionState } from "../session.js";
import { createFollowers, type Followers } from "./followers.js";
import type { Topics } from "./liveApp.js";
import type { LiveOptions } from "./liveOptions.js";

/** The topics with what the domain needs of them. */
export interface TopicsDomain {
  readonly topics: Topics;
  readonly definitions: readonly Definition[];
  readonly followers: Followers;
}

interface Held {
  readonly version: number;
  readonly state: JsonValue;
  /** As it was loaded: it can be had again. */
  readonly loaded: boolean;
}

/** Loaded topics that nobody follows or has changed are kept up to this many. */
const maxIdle = 10_000;
const none: Held = { version: 0, state: null, loaded: false };
const patchesSchema = array(patchSchema, { max: topicLimits.patches });

/** Makes the keeper of topics. */
export function createTopics(services: Services, options: LiveOptions["topics"] = {}): TopicsDomain {
  const { hub, limits, background } = services;
  const topics = new Map<string, Held>();
  const loading = new Map<string, Promise<Held>>();
  const followers = createFollowers(hub, topicAudience);

  const makeRoom = () => {
    for (const [topic, { loaded }] of topics) {
      if (topics.size < maxIdle) return;
      if (loaded && hub.size(topicAudience(topic)) === 0) topics.delete(topic);
    }
  };
  const load = async (topic: string): Promise<Held> => {
    const state = parse(topicStateSchema, (await options.load?.(topic)) ?? null);
    if (!state.ok) throw malformed(topic, state.issue);
    const set = topics.get(topic);
    // Set meanwhile, which is newer than what was loaded.
    if (set !== undefined) return set;
    if (state.value === null) return none;
    const held: Held = { version: 1, state: state.value, loaded: true };
    if (topics.size >= maxIdle) makeRoom();
    topics.set(topic, held);
    return held;
  };
  const find = (topic: string): Held | Promise<Held> => {
    const held = topics.get(topic);
    if (held !== undefined) return held;
    if (options.load === undefined) return none;
    const known = loading.get(topic);
    if (known !== undefined) return known;
    const asked = load(topic).finally(() => loading.delete(topic));
    loading.set(topic, asked);
    return asked;
  };

  /** Moves on to the next version, if the patches fit. */
  const step = (topic: string, from: Held, patches: readonly Patch[], ownSize: boolean): Held | string => {
    const patched = applyPatches(from.state, patches);
    if (!patched.ok) return patched.issue;
    if (ownSize && JSON.stringify(patched.state).length > topicLimits.size) return "the state would be too large";
    const next: Held = { version: from.version + 1, state: patched.state, loaded: false };
    topics.set(topic, next);
    hub.publish([topicAudience(topic)], {
      type: "topicPatched",
      topic,
      baseVersion: from.version,
      version: next.version,
      patches: [...patches],
    });
    return next;
  };

  const mayRead = async ({ user }: SessionState, topic: string) => (await options.mayRead?.(user, topic)) ?? true;

  const subscribe = define(
    "subscribeTopic",
    services,
    async (session, { topic, version }): Promise<Answer<"subscribeTopic">> => {
      if (!(await mayRead(session, topic))) {
        followers.leave(session.id, topic);
        return refuse("FORBIDDEN");
      }
      // The connection may have gone while the app was asked.
      if (session.ended) return refuse("UNAVAILABLE");
      if (!followers.join(session.id, topic, limits.topics))
        return refuse("RATE_LIMITED", `at most ${limits.topics} topics at once: leave one`, 5_000);
      // Read after joining, so that whatever is not in this state will be heard.
      const held = await find(topic);
      if (version !== undefined && version === held.version) return done({ snapshot: null, version });
      return done({ snapshot: snapshotOf(topic, held) });
    },
    thing,
  );

  const unsubscribe = define(
    "unsubscribeTopic",
    services,
    (session, { topic }): Answer<"unsubscribeTopic"> => {
      followers.leave(session.id, topic);
      return done({});
    },
    thing,
  );

  const conflict = (session: SessionState, topic: string, now: Held) => {
    hub.tell(session.id, { type: "topicConflicted", topic, version: now.version });
    hub.tell(session.id, { type: "topicSnapshotReceived", ...snapshotOf(topic, now) });
    return refuse("CONFLICT", `the topic is at version ${now.version}`);
  };

  const change = define(
    "changeTopic",
    services,
    async (session, { topic, baseVersion, patches }): Promise<Answer<"changeTopic">> => {
      const { user } = session;
      const { mayChange } = options;
      if (mayChange === undefined || !(await mayRead(session, topic))) return refuse("FORBIDDEN");
      const held = await find(topic);
      if (held.version !== baseVersion) return conflict(session, topic, held);
      if (!(await mayChange(user, topic, patches, held.state))) return refuse("FORBIDDEN");
      // From here to the change nothing is waited for: between them nobody else can change it.
      const now = topics.get(topic) ?? held;
      if (now.version !== baseVersion) return conflict(session, topic, now);
      const next = step(topic, now, patches, true);
      if (typeof next === "string") return refuse("INVALID", next);
      const { onChange } = options;
      if (onChange !== undefined)
        background("changeTopic", (async () => onChange({ user, patches, ...snapshotOf(topic, next) }))());
      return done({ version: next.version });
    },
  );

  return {
    topics: {
      set(topic, state) {
        demandName(topic);
        const parsed = parse(topicStateSchema, state);
        if (!parsed.ok) throw malformed(topic, parsed.issue);
        const version = (topics.get(topic)?.version ?? 0) + 1;
        topics.set(topic, { version, state: parsed.value, loaded: false });
        hub.publish([topicAudience(topic)], { type: "topicSnapshotReceived", topic, version, state: parsed.value });
        return version;
      },
      async patch(topic, patches) {
        demandName(topic);
        // Copies: what the app later does to its own objects must not reach the state.
        const parsed = parse(patchesSchema, patches);
        const held = await find(topic);
        const next = parsed.ok ? step(topic, topics.get(topic) ?? held, parsed.value, false) : parsed.issue;
        if (typeof next !== "string") return next.version;
        throw new LobbyError(
          "topic-patch",
          `The topic ${topic} can't be patched: ${next}.`,
          "A path must lead through objects and lists that are there, and the state stay within 8 levels and 500 keys each.",
          'Give patches like { op: "set", path: ["count"], value: 3 }, at most 100 at once, or set the whole state.',
        );
      },
      async get(topic) {
        demandName(topic);
        return snapshotOf(topic, await find(topic));
      },
      followers: (topic) => hub.size(topicAudience(topic)),
    },
    definitions: [subscribe, unsubscribe, change],
    followers,
  };
}

const thing = ({ topic }: { readonly topic: string }) => `topic:${topic}`;

function snapshotOf(topic: string, { version, state }: Held): TopicSnapshot {
  return defined({ topic, version, state });
}

function demandName(topic: string): void {
  if (isId(topic)) return;
  throw new LobbyError(
    "topic-name",
    `${JSON.stringify(topic)} can't be a topic.`,
    "Topics are 1 to 64 of A-Z a-z 0-9 _ -.",
    'Name it like "course-7-rating".',
  );
}

function malformed(topic: string, issue: string): LobbyError {
  return new LobbyError(
    "topic-state",
    `The topic ${topic} can't hold that state: ${issue}.`,
    "Clients would refuse it: a state is JSON of at most 8 levels and 500 keys or items each, texts of at most 4000 characters.",
    "Keep the newest part in the topic, and older things behind an HTTP route of your own.",
  );
}
