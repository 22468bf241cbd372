import { type Infer, number, object } from "./schema.js";

/** What the HTTP API answers when asked whether it is there. */
export const healthAnswerSchema = object({
  /** The server's clock, ms since the epoch. */
  time: number({ min: 0 }),
});
/** What the HTTP API answers when asked whether it is there. */
export type HealthAnswer = Infer<typeof healthAnswerSchema>;

/** Queries of connection health, with what each is answered. */
export interface HealthQueries {
  health: { input: object; result: object };
}
