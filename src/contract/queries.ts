import type { ChatQueries } from "./chat.js";
import type { GiftQueries } from "./gifts.js";
import type { HealthQueries } from "./health.js";
import type { NotificationQueries } from "./notifications.js";

/** Everything that is asked over HTTP: name → what goes in and what comes back. Protocols word these. */
export interface Queries extends ChatQueries, NotificationQueries, GiftQueries, HealthQueries {}

/** The name of a query. */
export type QueryName = keyof Queries;
/** What a query takes. */
export type QueryInput<K extends QueryName> = Queries[K]["input"];
/** What a query is answered. */
export type QueryResult<K extends QueryName> = Queries[K]["result"];
