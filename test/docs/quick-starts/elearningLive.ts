import {
  answered,
  defineProtocol,
  elearning,
  heard,
  idSchema,
  integer,
  json,
  object,
  type Protocol,
} from "lobbykit/protocols";

/** A course's rating or its comments, whole, as your server keeps and tells them: each change has the next version. */
const topic = object({ topic: idSchema, version: integer({ min: 1 }), state: json({ depth: 8, max: 500 }) });

export const school: Protocol = defineProtocol({
  ...elearning,
  name: "school",
  capabilities: { ...elearning.capabilities, live: true },
  incoming: {
    ...elearning.incoming,
    topicChanged: heard(topic, (changed) => ({ type: "topicSnapshotReceived", ...changed })),
  },
  outgoing: {
    ...elearning.outgoing,
    subscribeTopic: ({ topic: name }) => ({
      via: "http",
      request: { method: "GET", path: `topics/${name}` },
      acknowledge: answered(topic, (snapshot) => ({ snapshot })),
    }),
    unsubscribeTopic: () => null,
  },
});
