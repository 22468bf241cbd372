"use client";

import { type ComponentPropsWithoutRef, forwardRef, type ReactNode, useState } from "react";
import type { ConversationId } from "../../contract/ids.js";
import type { SupportTicket } from "../../contract/support.js";
import { enSupport } from "../../locales/enSupport.js";
import { useSupportQueue } from "../../react/support/useSupportQueue.js";
import { useLobby } from "../../react/useLobby.js";
import type { ChatSettingsProps } from "../chat/ChatRoot.js";
import { ChatState } from "../chat/ChatState.js";
import { cx } from "../cx.js";
import { usePartLocale } from "../usePartLocale.js";
import { ConversationPane } from "./ConversationPane.js";
import { QueuePane } from "./QueuePane.js";
import { commonTopics, type SupportTopic } from "./topics.js";
import { VisitorPane } from "./VisitorPane.js";

export interface SupportConsoleProps
  extends Omit<ComponentPropsWithoutRef<"div">, "onSelect" | "children">,
    Omit<ChatSettingsProps, "name" | "variant"> {
  /** What topics are called, and their icons; those of `SupportChat`. */
  readonly topics?: readonly SupportTopic[] | undefined;
  /** The request shown; set it from `onSelect` to decide for yourself. */
  readonly selectedId?: ConversationId | null | undefined;
  readonly onSelect?: ((conversationId: ConversationId | null) => void) | undefined;
  /** What your app knows of the visitor, below what the console does. */
  readonly renderVisitor?: ((ticket: SupportTicket) => ReactNode) | undefined;
}

/**
 * An agent's desk: who waits and how long, the conversation of the chosen one, and what is known of him. Takes a request, gives it back, closes it. Three columns in a
 * wide container, one at a time in a narrow one. Who is no agent is told so. Give it a height; it fills its container.
 *
 * State: `data-view` `queue`, `chat` or `visitor`; `data-status` of `useSupportQueue`.
 *
 * @throws LobbyError `provider-missing`.
 */
export const SupportConsole = forwardRef<HTMLDivElement, SupportConsoleProps>(function SupportConsole(props, ref) {
  const {
    topics = commonTopics,
    selectedId: given,
    onSelect,
    renderVisitor,
    maxLength,
    imageHosts,
    uploadImage,
    timeZone,
    components,
    className,
    ...rest
  } = props;
  const { support: words, shared, dir, code } = usePartLocale(enSupport);
  const { user } = useLobby();
  const queue = useSupportQueue();
  const [own, setOwn] = useState<ConversationId | null>(null);
  const [visitorShown, setVisitorShown] = useState(false);
  const selectedId = given === undefined ? own : given;
  const ticket = selectedId === null ? undefined : find(queue, selectedId);
  const select = (id: ConversationId | null) => {
    setVisitorShown(false);
    setOwn(id);
    onSelect?.(id);
  };
  const settings = { maxLength, imageHosts, uploadImage, timeZone, components };
  const nothing = queue.status === "idle" || (queue.status === "error" && queue.error?.code === "FORBIDDEN");
  return (
    <div
      ref={ref}
      lang={code}
      dir={dir}
      {...rest}
      className={cx("lobby-console", className)}
      data-view={ticket === undefined ? "queue" : visitorShown ? "visitor" : "chat"}
      data-status={queue.status}
    >
      {nothing ? (
        <ChatState
          drawing="bubbles"
          title={queue.status === "error" ? words.forbidden : queue.supported ? words.signedOut : words.unsupported}
          text={queue.status === "error" && queue.error !== null ? shared.failure(queue.error.code) : undefined}
        />
      ) : (
        <div className="lobby-console-panes">
          <QueuePane queue={queue} topics={topics} selectedId={selectedId} onSelect={select} />
          <section className="lobby-console-chat" aria-label={words.conversation}>
            {ticket === undefined ? (
              <ChatState drawing="bubbles" title={words.choose} text={words.chooseText} />
            ) : (
              <ConversationPane
                key={ticket.conversationId}
                ticket={ticket}
                mine={ticket.status === "taken" && ticket.agent?.id === user?.id}
                queue={queue}
                topics={topics}
                settings={settings}
                visitorShown={visitorShown}
                onBack={() => select(null)}
                onVisitor={() => setVisitorShown(!visitorShown)}
              />
            )}
          </section>
          {ticket !== undefined && (
            <VisitorPane
              ticket={ticket}
              topics={topics}
              timeZone={timeZone}
              onBack={() => setVisitorShown(false)}
              more={renderVisitor?.(ticket)}
            />
          )}
        </div>
      )}
    </div>
  );
});

function find(
  { queued, mine, others, closed }: ReturnType<typeof useSupportQueue>,
  id: ConversationId,
): SupportTicket | undefined {
  for (const list of [mine, queued, others, closed]) {
    const found = list.find(({ conversationId }) => conversationId === id);
    if (found !== undefined) return found;
  }
  return undefined;
}
