import type { ConversationId } from "../../../contract/ids.js";
import type { Services } from "../services.js";
import { revoke, type SessionState } from "../session.js";

/** Which of the conversations the user may read now. Those he may not are taken from the session: this is how a ban reaches who only listens. */
export async function readable(
  { access, hub }: Services,
  session: SessionState,
  ids: readonly ConversationId[],
): Promise<ReadonlySet<ConversationId>> {
  const different = [...new Set(ids)];
  const answers = await Promise.all(
    different.map((conversationId) => access(session, { kind: "read", conversationId })),
  );
  for (const [index, conversationId] of different.entries()) {
    if (answers[index] !== true) revoke(session, conversationId, hub);
  }
  return new Set(different.filter((_, index) => answers[index] === true));
}
