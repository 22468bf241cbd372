"use client";

import {
  type ComponentPropsWithoutRef,
  createContext,
  forwardRef,
  type ReactNode,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { LuArrowLeft } from "react-icons/lu";
import type { ConversationId } from "../../contract/ids.js";
import { enInbox } from "../../locales/enInbox.js";
import { ChatRoom } from "../chat/ChatRoom.js";
import type { ChatSettingsProps } from "../chat/ChatRoot.js";
import { ChatState } from "../chat/ChatState.js";
import { ConversationList, type ConversationListProps } from "../chat/ConversationList.js";
import type { ChatComponents } from "../chat/slots.js";
import { cx } from "../cx.js";
import { usePartLocale } from "../usePartLocale.js";
import { LiveChatHeader } from "./LiveChatHeader.js";
import { LiveConversationItem } from "./LiveConversationItem.js";

export interface InboxProps
  extends Omit<ComponentPropsWithoutRef<"div">, "onSelect" | "children">,
    Omit<ChatSettingsProps, "name">,
    Pick<ConversationListProps, "search"> {
  /** The conversation shown; set it from `onSelect` to decide for yourself. `null`: none. */
  readonly selectedId?: ConversationId | null | undefined;
  /** The one shown at first, where you leave the choice to the inbox. */
  readonly defaultSelectedId?: ConversationId | null | undefined;
  /** Told what was chosen; `null` when somebody goes back to the list. */
  readonly onSelect?: ((conversationId: ConversationId | null) => void) | undefined;
  /** Own buttons in the header of the conversation. */
  readonly headerActions?: ReactNode;
  /** What replaces the whole list, for example one with headings; it calls `onSelect` itself. */
  readonly list?: ReactNode;
}

interface InboxHeaderValue {
  readonly onBack: () => void;
  readonly actions: ReactNode;
}

const InboxHeaderContext = createContext<InboxHeaderValue>({ onBack: () => {}, actions: null });

const items = { Item: LiveConversationItem };

/**
 * Conversations beside the one that is read, with live presence. In a container narrower than 40 rem there is one of the two at a time, and a way back. Give it
 * a height; it fills its container.
 *
 * State: `data-view` `list` or `chat`.
 *
 * @throws LobbyError `provider-missing`, `bad-id`.
 *
 * @example
 * <Inbox style={{ height: "100dvh" }} />
 */
export const Inbox = forwardRef<HTMLDivElement, InboxProps>(function Inbox(props, ref) {
  const {
    selectedId: given,
    defaultSelectedId = null,
    onSelect,
    search,
    headerActions,
    list,
    variant,
    maxLength,
    imageHosts,
    uploadImage,
    timeZone,
    components: givenComponents,
    className,
    ...rest
  } = props;
  const { inbox, dir, code } = usePartLocale(enInbox);
  const [own, setOwn] = useState<ConversationId | null>(defaultSelectedId);
  const selectedId = given === undefined ? own : given;
  const listPane = useRef<HTMLDivElement>(null);
  const chatPane = useRef<HTMLDivElement>(null);
  const chosen = useRef(false);
  const select = (id: ConversationId | null) => {
    chosen.current = true;
    setOwn(id);
    onSelect?.(id);
  };
  // The pane that had the focus may be gone from the screen: it goes on where the person is now.
  useEffect(() => {
    if (!chosen.current) return;
    chosen.current = false;
    if (selectedId !== null && listPane.current?.checkVisibility?.() === false)
      chatPane.current?.querySelector<HTMLElement>(".lobby-inbox-back")?.focus();
    else if (selectedId === null) listPane.current?.querySelector<HTMLElement>('[data-id] [tabindex="0"]')?.focus();
  }, [selectedId]);
  const onBack = useRef(() => {});
  onBack.current = () => select(null);
  const header = useMemo<InboxHeaderValue>(
    () => ({ onBack: () => onBack.current(), actions: headerActions }),
    [headerActions],
  );
  const components = useMemo<ChatComponents>(() => ({ Header: InboxHeader, ...givenComponents }), [givenComponents]);
  const settings = { variant, maxLength, imageHosts, uploadImage, timeZone, components };
  return (
    <div
      ref={ref}
      lang={code}
      dir={dir}
      {...rest}
      className={cx("lobby-inbox", className)}
      data-view={selectedId === null ? "list" : "chat"}
    >
      <div className="lobby-inbox-panes">
        <div ref={listPane} className="lobby-inbox-list">
          {list ?? (
            <ConversationList
              selectedId={selectedId}
              onSelect={select}
              search={search}
              timeZone={timeZone}
              components={items}
            />
          )}
        </div>
        <div ref={chatPane} className="lobby-inbox-chat">
          {selectedId === null ? (
            <ChatState drawing="bubbles" title={inbox.choose} text={inbox.chooseText} />
          ) : (
            <InboxHeaderContext.Provider value={header}>
              <ChatRoom key={selectedId} conversationId={selectedId} {...settings} />
            </InboxHeaderContext.Provider>
          )}
        </div>
      </div>
    </div>
  );
});

function InboxHeader() {
  const { onBack, actions } = useContext(InboxHeaderContext);
  const { inbox } = usePartLocale(enInbox);
  return (
    <div className="lobby-inbox-header">
      <button
        type="button"
        className="lobby-button-icon lobby-inbox-back"
        aria-label={inbox.back}
        title={inbox.back}
        onClick={onBack}
      >
        <LuArrowLeft aria-hidden="true" />
      </button>
      <LiveChatHeader actions={actions} />
    </div>
  );
}
