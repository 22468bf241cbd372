/** State of gifts, in the store at `lobby.gifts`. */
export interface GiftsState {
  readonly placeholder?: never;
}
