import { idSchema } from "../../contract/ids.js";
import { integer, nullable, object, optional } from "../../contract/schema.js";
import { viewerListSchema } from "../../contract/viewers.js";
import type { DomainWire } from "./envelope.js";

/** The words of viewers on the native wire. */
export const viewersWire = {
  commands: {
    joinViewers: "lobby:viewers-join",
    leaveViewers: "lobby:viewers-leave",
    listViewers: "lobby:viewers-list",
  },
  results: {
    joinViewers: object({ count: nullable(integer()), peak: optional(integer()) }),
    leaveViewers: object({}),
    listViewers: viewerListSchema,
  },
  events: {
    /** To those who view it, at most one a second. */
    viewerCountChanged: object({ viewableId: nullable(idSchema), count: integer(), peak: optional(integer()) }),
  },
} as const satisfies DomainWire;
