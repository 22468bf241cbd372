import { conversationAudiences, userAudience } from "../audiences.js";
import { type Answer, type Definition, define, done, refuse } from "../define.js";
import type { Services } from "../services.js";
import { revoke } from "../session.js";

/** Shows the user as typing to the others, once a second at most. Never stored; receivers let it expire. */
export function setTypingHandler(services: Services): Definition {
  const { access, hub, limiters } = services;
  return define("setTyping", services, async (session, { conversationId, typing }): Promise<Answer<"setTyping">> => {
    const { user } = session;
    if (!(await access(session, { kind: "type", conversationId }))) {
      if (!(await access(session, { kind: "open", conversationId }))) revoke(session, conversationId, hub);
      return refuse("FORBIDDEN");
    }
    const waitMs = limiters.typing.take(`${user.id} ${conversationId}`);
    if (waitMs > 0) return refuse("RATE_LIMITED", undefined, waitMs);
    hub.publish(
      conversationAudiences(conversationId),
      {
        type: "typingChanged",
        conversationId,
        userId: user.id,
        ...(user.name === undefined ? {} : { userName: user.name }),
        typing,
      },
      { except: userAudience(user.id) },
    );
    return done({});
  });
}
