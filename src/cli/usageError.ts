/** The command was called in a way that can't work. Its message is for the person who called it. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
