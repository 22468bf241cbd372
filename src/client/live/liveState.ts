/** State of live, in the store at `lobby.live`. */
export interface LiveState {
  readonly placeholder?: never;
}
