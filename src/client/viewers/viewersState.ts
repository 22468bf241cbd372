/** State of viewers, in the store at `lobby.viewers`. */
export interface ViewersState {
  readonly placeholder?: never;
}
