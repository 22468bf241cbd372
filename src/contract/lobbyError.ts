/**
 * A developer's mistake, told so that it can be mended: what happened, why, and what to do.
 * Never thrown for remote input, only for wrong use of the library.
 */
export class LobbyError extends Error {
  override readonly name = "LobbyError";
  /** A stable word to search for. */
  readonly code: string;

  constructor(code: string, what: string, why: string, mend: string) {
    super(`${what} ${why} ${mend} (lobbykit: ${code})`);
    this.code = code;
  }
}
