"use client";

import { type ComponentPropsWithoutRef, forwardRef, useRef } from "react";
import type { TypingUser } from "../../client/chat/chatState.js";
import { useTyping } from "../../react/chat/useTyping.js";
import { useLocale } from "../../react/useLocale.js";
import { Avatar } from "../Avatar.js";
import { cx } from "../cx.js";
import { useChatContext } from "./ChatContext.js";

export type TypingIndicatorProps = Omit<ComponentPropsWithoutRef<"div">, "children">;

/**
 * Who is typing. Its place is always kept, so that nothing that is being read moves when somebody starts or stops; it is empty then (`data-state="idle"`). Renders
 * nothing at all on servers that don't tell. Motion is CSS: opacity and transform of an element that is there anyway.
 */
export const TypingIndicator = forwardRef<HTMLDivElement, TypingIndicatorProps>(function TypingIndicator(
  { className, ...rest },
  ref,
) {
  const { chat, shared } = useLocale();
  const { conversationId, people, kind } = useChatContext();
  const { users, supported } = useTyping({ conversationId });
  // Whoever typed last stays drawn while the bubble fades.
  const shown = useRef<readonly TypingUser[]>(users);
  if (users.length > 0) shown.current = users;
  if (!supported) return null;
  const nameOf = (user: TypingUser) => user.userName ?? people.get(user.userId)?.name ?? shared.someone;
  const drawn = users.length > 0 ? users : shown.current;
  const [first] = drawn;
  return (
    <div
      ref={ref}
      {...rest}
      className={cx("lobby-typing", className)}
      data-state={users.length > 0 ? "typing" : "idle"}
    >
      <span className="lobby-typing-content" aria-hidden="true">
        {first !== undefined && (
          <Avatar
            userId={first.userId}
            name={nameOf(first)}
            src={people.get(first.userId)?.avatarUrl}
            size={20}
            aria-hidden="true"
          />
        )}
        <span className="lobby-typing-dots">
          <span />
          <span />
          <span />
        </span>
        {kind !== "direct" && <span className="lobby-typing-words">{chat.typing(drawn.map(nameOf))}</span>}
      </span>
      <span className="lobby-sr" role="status">
        {users.length > 0 ? chat.typing(users.map(nameOf)) : ""}
      </span>
    </div>
  );
});
