import { createServer } from "node:http";
import { Server } from "socket.io";
import { refused } from "../../../src/contract/errors.js";
import type { TopicPatch, TopicSnapshot } from "../../../src/contract/live.js";
import { applyPatches } from "../../../src/contract/patches.js";
import { defineProtocol } from "../../../src/protocols/defineProtocol.js";
import { listen } from "./support.js";

/** How a server of one topic treats changes. */
export type Habit =
  | "honest"
  | "forgets what it took"
  | "tells nobody else"
  | "stands still"
  | "takes what is late"
  | "calls what is late malformed"
  | "answers nothing";

/** Starts a server of one topic on a free port, by its habit. */
export async function startTopicServer(habit: Habit) {
  let held: TopicSnapshot = { topic: "board", version: 1, state: { count: 1 } };
  const http = createServer();
  const io = new Server(http);
  io.on("connection", (socket) => {
    socket.on("sync", (_input: unknown, answer: (held: TopicSnapshot) => void) => answer(held));
    socket.on("change", (input: Omit<TopicPatch, "version">, answer: (word: unknown) => void) => {
      if (habit === "answers nothing") return;
      if (input.baseVersion !== held.version && habit !== "takes what is late")
        return answer(habit === "calls what is late malformed" ? "malformed" : "late");
      const changed = applyPatches(held.state, input.patches);
      if (!changed.ok) return answer("malformed");
      const version = habit === "stands still" ? held.version : held.version + 1;
      const step: TopicPatch = { ...input, baseVersion: held.version, version };
      held = { ...held, version, state: habit === "forgets what it took" ? held.state : changed.state };
      if (habit !== "tells nobody else") socket.broadcast.emit("step", step);
      answer({ version });
    });
  });
  const url = await listen(http);
  return { url, stop: () => io.close() };
}

/** What all of them are said to do. */
export const topicProtocol = defineProtocol({
  name: "board",
  capabilities: { live: true },
  incoming: { step: (payload) => ({ type: "topicPatched", ...(payload as TopicPatch) }) },
  outgoing: {
    subscribeTopic: () => ({
      via: "socket",
      event: "sync",
      payload: {},
      acknowledge: (raw) => ({ ok: true, value: { snapshot: raw as TopicSnapshot } }),
    }),
    unsubscribeTopic: () => null,
    changeTopic: ({ topic, baseVersion, patches }) => ({
      via: "socket",
      event: "change",
      payload: { topic, baseVersion, patches },
      acknowledge: (raw) => {
        if (raw === "late" || raw === "malformed") return refused(raw === "late" ? "CONFLICT" : "INVALID");
        return { ok: true, value: raw as { version: number } };
      },
    }),
  },
});
