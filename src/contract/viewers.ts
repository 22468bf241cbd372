import { userSchema } from "./connection.js";
import { array, type Infer, integer, object } from "./schema.js";

/** People in one answer to {@link ViewerCommands.listViewers}. */
export const viewerListLength = 200;

/** Some of those who look at something. */
export const viewerListSchema = object({
  /** Who came first stands first. */
  viewers: array(userSchema, { max: viewerListLength }),
  /** How many more there are. */
  more: integer(),
});
/** Some of those who look at something. */
export type ViewerList = Infer<typeof viewerListSchema>;

/** What happened to viewer counts. At most one a second and viewable. */
export type ViewerEvent = {
  readonly type: "viewerCountChanged";
  /** `null` where the server does not name what is viewed. */
  readonly viewableId: string | null;
  readonly count: number;
  /** Largest count so far. */
  readonly peak?: number;
};

/** Commands of viewers, with what each is answered. */
export interface ViewerCommands {
  /** Counts this person as a viewer until he leaves or his connection ends. `count: null`: this server tells it by event only. */
  joinViewers: {
    input: { readonly viewableId: string };
    result: { readonly count: number | null; readonly peak?: number };
  };
  leaveViewers: { input: { readonly viewableId: string }; result: object };
  /** Who views it now, for one who views it too; only as the app allows. */
  listViewers: { input: { readonly viewableId: string }; result: ViewerList };
}
