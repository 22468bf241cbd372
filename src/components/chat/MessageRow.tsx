"use client";

import { type ComponentPropsWithoutRef, type CSSProperties, forwardRef, memo } from "react";
import type { ChatMessage, Gap } from "../../client/chat/chatState.js";
import { useLocale } from "../../react/useLocale.js";
import { Avatar } from "../Avatar.js";
import { cx } from "../cx.js";
import { personHue } from "../personHue.js";
import { useChatContext } from "./ChatContext.js";
import { DaySeparator } from "./DaySeparator.js";
import { FailedActions } from "./FailedActions.js";
import { GapRow } from "./GapRow.js";
import { sameDay, sameGroup } from "./grouping.js";
import { loneEmoji } from "./loneEmoji.js";
import { MessageBody } from "./MessageBody.js";
import { MessageMeta } from "./MessageMeta.js";
import { SystemLine } from "./SystemLine.js";
import { UnreadDivider } from "./UnreadDivider.js";

export interface MessageRowProps extends Omit<ComponentPropsWithoutRef<"div">, "children"> {
  readonly message: ChatMessage;
  /** Its neighbours in the list, which decide on day, group, name and avatar. */
  readonly previous: ChatMessage | undefined;
  readonly next: ChatMessage | undefined;
  /** What is missing right before it. */
  readonly gapBefore: Gap | undefined;
  readonly firstUnread: boolean;
}

/**
 * One row of the message list: the message, and above it whatever belongs before it (missing messages, a new day, the unread line), so that a list has as many
 * rows as messages. Renders again only when one of its props changed.
 *
 * State: `data-own`, `data-first` and `data-last` of its group, `data-status`, `data-kind`, `data-variant`, `data-new-day`, `data-unread-first`.
 */
export const MessageRow = memo(
  forwardRef<HTMLDivElement, MessageRowProps>(function MessageRow(
    { message, previous, next, gapBefore, firstUnread, className, ...rest },
    ref,
  ) {
    const { timeZone, variant, components } = useChatContext();
    const newDay = previous === undefined || !sameDay(previous.createdAt, message.createdAt, timeZone);
    const parted = newDay || firstUnread || gapBefore !== undefined;
    const first = parted || !sameGroup(previous, message, timeZone);
    const last = !sameGroup(message, next, timeZone);
    const Day = components.DaySeparator ?? DaySeparator;
    const Divider = components.UnreadDivider ?? UnreadDivider;
    const System = components.SystemLine ?? SystemLine;
    const flag = (on: boolean) => (on ? "" : undefined);
    return (
      <div
        ref={ref}
        {...rest}
        className={cx("lobby-row", className)}
        data-own={flag(message.own)}
        data-first={flag(first)}
        data-last={flag(last)}
        data-status={message.status}
        data-kind={message.body.kind}
        data-variant={variant}
        data-new-day={flag(newDay)}
        data-unread-first={flag(firstUnread)}
      >
        {gapBefore !== undefined && <GapRow gap={gapBefore} />}
        {newDay && <Day at={message.createdAt} />}
        {firstUnread && <Divider />}
        {message.body.kind === "system" ? (
          <System message={message} />
        ) : variant === "dense" ? (
          <DenseMessage message={message} />
        ) : (
          <BubbleMessage message={message} first={first} last={last} />
        )}
      </div>
    );
  }),
);

/** Name and picture of who wrote it, from the message or else from what is known of the participants. */
function useAuthor(message: ChatMessage) {
  const { shared } = useLocale();
  const { people } = useChatContext();
  const known = people.get(message.senderId);
  return {
    id: message.senderId,
    name: message.senderName ?? known?.name,
    shownName: message.senderName ?? known?.name ?? (message.own ? shared.you : shared.someone),
    avatarUrl: message.senderAvatarUrl ?? known?.avatarUrl,
  };
}

function AuthorAvatar({ message, size }: { readonly message: ChatMessage; readonly size: number }) {
  const { components } = useChatContext();
  const { id, name, avatarUrl } = useAuthor(message);
  if (components.Avatar !== undefined) {
    const user = { id, ...(name === undefined ? {} : { name }), ...(avatarUrl === undefined ? {} : { avatarUrl }) };
    return <components.Avatar user={user} size={size} />;
  }
  // The name is said before each message already.
  return <Avatar userId={id} name={name} src={avatarUrl} size={size} aria-hidden="true" />;
}

function BubbleMessage(props: { readonly message: ChatMessage; readonly first: boolean; readonly last: boolean }) {
  const { message, first, last } = props;
  const { chat } = useLocale();
  const { kind, components } = useChatContext();
  const { id, shownName } = useAuthor(message);
  const Body = components.MessageBody ?? MessageBody;
  const Meta = components.MessageMeta ?? MessageMeta;
  const withName = first && !message.own && kind === "room";
  const { body } = message;
  const plain = body.kind === "gift" || (body.kind === "text" && loneEmoji(body.text) > 0);
  return (
    <div className="lobby-message">
      {!message.own && <div className="lobby-message-side">{last && <AuthorAvatar message={message} size={28} />}</div>}
      <div className="lobby-message-content">
        {withName && (
          <span
            className="lobby-message-name"
            aria-hidden="true"
            style={{ "--lobby-person": personHue(id) } as CSSProperties}
          >
            <bdi>{shownName}</bdi>
          </span>
        )}
        <span className="lobby-sr">{message.own ? chat.youSaid : chat.said(shownName)} </span>
        <div className="lobby-bubble" data-plain={plain ? "" : undefined}>
          <Body message={message} />
        </div>
        {message.status === "failed" ? (
          <FailedActions message={message} />
        ) : (
          <MetaLine last={last} message={message} Meta={Meta} />
        )}
      </div>
    </div>
  );
}

/** Only a group's last message shows its line; the others' appear beside the bubble under the pointer, and are always there for screen readers. */
function MetaLine(props: {
  readonly last: boolean;
  readonly message: ChatMessage;
  readonly Meta: NonNullable<ReturnType<typeof useChatContext>["components"]["MessageMeta"]> | typeof MessageMeta;
}) {
  const { last, message, Meta } = props;
  if (last || message.status === "lost") return <Meta message={message} />;
  return (
    <span className="lobby-message-time">
      <Meta message={message} />
    </span>
  );
}

function DenseMessage({ message }: { readonly message: ChatMessage }) {
  const { components } = useChatContext();
  const { id, shownName } = useAuthor(message);
  const Body = components.MessageBody ?? MessageBody;
  const Meta = components.MessageMeta ?? MessageMeta;
  return (
    <div className="lobby-message">
      <div className="lobby-message-side">
        <AuthorAvatar message={message} size={24} />
      </div>
      <div className="lobby-message-content">
        <span className="lobby-message-name" style={{ "--lobby-person": personHue(id) } as CSSProperties}>
          <bdi>{shownName}</bdi>
          <span className="lobby-sr">: </span>
        </span>{" "}
        <Body message={message} />
        <span className="lobby-message-time">
          <Meta message={message} />
        </span>
        {message.status === "failed" && <FailedActions message={message} />}
      </div>
    </div>
  );
}
