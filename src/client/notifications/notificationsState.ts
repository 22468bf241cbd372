/** State of notifications, in the store at `lobby.notifications`. */
export interface NotificationsState {
  readonly placeholder?: never;
}
