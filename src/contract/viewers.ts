import { idSchema } from "./ids.js";
import { type Infer, integer, number, object } from "./schema.js";

/** How many different people look at something. */
export const viewerCountSchema = object({
  viewableId: idSchema,
  count: integer(),
  /** Largest count so far. */
  peak: integer(),
  /** The server's clock, ms since the epoch. */
  at: number({ min: 0 }),
});
/** How many different people look at something. */
export type ViewerCount = Infer<typeof viewerCountSchema>;

/** What happened to viewer counts. At most one a second and viewable. */
export type ViewerEvent = {
  readonly type: "viewerCountChanged";
  /** `null` where the server does not name what is viewed. */
  readonly viewableId: string | null;
  readonly count: number;
  readonly peak?: number;
};

/** Commands of viewers, with what each is answered. */
export interface ViewerCommands {
  joinViewers: { input: { readonly viewableId: string }; result: { readonly count: number | null } };
  leaveViewers: { input: { readonly viewableId: string }; result: object };
}
