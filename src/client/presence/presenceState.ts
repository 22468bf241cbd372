/** State of presence, in the store at `lobby.presence`. */
export interface PresenceState {
  readonly placeholder?: never;
}
