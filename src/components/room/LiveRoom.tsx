"use client";

import { type ComponentType, forwardRef, type ReactNode, useId, useMemo, useRef, useState } from "react";
import type { User } from "../../contract/connection.js";
import { enRoom } from "../../locales/enRoom.js";
import type { Protocol } from "../../protocols/protocol.js";
import { type UseRoomResult, useRoom } from "../../react/room/useRoom.js";
import { useLobby } from "../../react/useLobby.js";
import { ChatRoot, type ChatRootProps } from "../chat/ChatRoot.js";
import { ChatState } from "../chat/ChatState.js";
import { Composer } from "../chat/Composer.js";
import { MessageList } from "../chat/message-list/MessageList.js";
import { cx } from "../cx.js";
import { usePartLocale } from "../usePartLocale.js";
import { RoomHeader } from "./RoomHeader.js";
import { RoomMoves } from "./RoomMoves.js";
import { type RoomTab, RoomTabs } from "./RoomTabs.js";
import { Roster } from "./Roster.js";
import { RosterDrawer } from "./RosterDrawer.js";
import { roomPanes } from "./roomPanes.js";
import { StreamNotice } from "./StreamNotice.js";

/** What of a live room can be replaced; `null` leaves it out. */
export interface LiveRoomPanes {
  /** How many look on. */
  readonly Viewers?: ComponentType<{ readonly viewableId: string }> | null;
  /** Gifts flying over the chat. */
  readonly GiftStage?: ComponentType<{ readonly roomId: string }> | null;
  /** The button beside the composer that opens the gifts. */
  readonly GiftButton?: ComponentType<{ readonly roomId: string; readonly receivers: readonly User[] }> | null;
  readonly Leaderboard?: ComponentType<{ readonly roomId: string }> | null;
  readonly Moves?: ComponentType<{ readonly roomId: string }> | null;
  readonly Roster?: ComponentType<{ readonly roomId: string }>;
}

export interface LiveRoomProps
  extends Omit<
    ChatRootProps,
    "children" | "recipientId" | "recipientName" | "recipientAvatarUrl" | "conversationId" | "roomId"
  > {
  readonly roomId: string;
  /** What those who look on are counted by; the room's id unless told otherwise. */
  readonly viewableId?: string | undefined;
  /** Whom one can give to; the room's host unless told otherwise. Keep the array stable. */
  readonly receivers?: readonly User[] | undefined;
  /** `inline` fills its container; `floating` stands in the corner of the window, and fills it on phones. */
  readonly layout?: "inline" | "floating" | undefined;
  readonly headerActions?: ReactNode;
  readonly onClose?: (() => void) | undefined;
  /** Parts to replace, beside those of the chat in `components`. Keep the object stable. */
  readonly panes?: LiveRoomPanes | undefined;
}

const noPanes: LiveRoomPanes = {};

/**
 * The side panel of a livestream: what the room is called, whether it streams, how many look on, who is there, its chat with gifts, and the givers. What a server can't do
 * is left out. Give it a height; it fills its container.
 *
 * State: `data-room` the status of `useRoom`, `data-stream` `live`, `ended` or `upcoming`, `data-stale`, `data-tab` `chat` or `givers`.
 *
 * @example
 * <LiveRoom roomId="evening" />
 *
 * @throws LobbyError `provider-missing`, `bad-id`.
 */
export const LiveRoom = forwardRef<HTMLElement, LiveRoomProps>(function LiveRoom(props, ref) {
  const {
    roomId,
    viewableId = roomId,
    receivers,
    layout = "inline",
    headerActions,
    onClose,
    panes = noPanes,
    name,
    variant = "dense",
    className,
    ...rest
  } = props;
  const room = useRoom(roomId);
  const [tab, setTab] = useState<RoomTab>("chat");
  const [drawer, setDrawer] = useState(false);
  const peopleButton = useRef<HTMLButtonElement>(null);
  const id = useId();
  const { capabilities, protocol } = useLobby();
  const { gifts } = capabilities;
  const Viewers = paneOf(panes.Viewers, roomPanes.Viewers);
  // A server may have gifts and not know who has given most: a tab would lead nowhere.
  const ranks = panes.Leaderboard !== undefined || answers(protocol, "giftLeaderboard");
  const Leaderboard = gifts && ranks ? paneOf(panes.Leaderboard, roomPanes.Leaderboard) : null;
  const shut = room.status === "refused" && room.supported;
  const inside = !shut && room.status !== "removed";
  const shown = Leaderboard === null ? "chat" : tab;
  return (
    <ChatRoot
      ref={ref}
      {...rest}
      roomId={roomId}
      name={name ?? room.info.title}
      variant={variant}
      className={cx("lobby-chat-room lobby-live-room", className)}
      data-layout={layout}
      data-room={room.status}
      data-stream={streamState(room)}
      data-stale={room.stale ? "" : undefined}
      data-tab={shown}
    >
      <RoomHeader
        room={room}
        viewers={inside && Viewers !== null && <Viewers viewableId={viewableId} />}
        actions={headerActions}
        people={
          inside
            ? {
                open: drawer,
                drawerId: `${id}-people`,
                button: peopleButton,
                onToggle: () => setDrawer((open) => !open),
              }
            : null
        }
        onClose={onClose}
      />
      {inside ? (
        <>
          <StreamNotice stream={room.stream} />
          {room.status === "error" && <EnteringFailed onRetry={room.rejoin} />}
          {Leaderboard !== null && <RoomTabs id={id} tab={shown} onTab={setTab} />}
          {Leaderboard !== null && shown === "givers" ? (
            <div id={`${id}-pane`} role="tabpanel" aria-labelledby={`${id}-givers`} className="lobby-room-givers">
              <Leaderboard roomId={roomId} />
            </div>
          ) : (
            <ChatPane
              {...(Leaderboard === null ? {} : { id: `${id}-pane`, role: "tabpanel", "aria-labelledby": `${id}-chat` })}
              room={room}
              roomId={roomId}
              panes={panes}
              components={rest.components}
              gifts={gifts}
              receivers={receivers}
            />
          )}
          <RosterDrawer
            id={`${id}-people`}
            roomId={roomId}
            open={drawer}
            onClose={() => setDrawer(false)}
            opener={peopleButton}
            List={panes.Roster ?? Roster}
          />
        </>
      ) : (
        <OutOfRoom room={room} />
      )}
    </ChatRoot>
  );
});

function paneOf<P>(given: ComponentType<P> | null | undefined, own: ComponentType<P>): ComponentType<P> | null {
  return given === undefined ? own : given;
}

/** Whether the server can be asked that. An extensible protocol is given its words for it by the feature that asks. */
function answers({ extensible, http, known }: Protocol, query: "giftLeaderboard"): boolean {
  return extensible === true || http[query] !== undefined || known?.[query] !== undefined;
}

function streamState({ stream }: UseRoomResult): "live" | "ended" | "upcoming" | undefined {
  if (stream === null) return undefined;
  if (stream.live) return "live";
  return stream.endedAt === null ? "upcoming" : "ended";
}

interface ChatPaneProps {
  readonly id?: string;
  readonly role?: string;
  readonly "aria-labelledby"?: string;
  readonly room: UseRoomResult;
  readonly roomId: string;
  readonly panes: LiveRoomPanes;
  readonly components: ChatRootProps["components"];
  readonly gifts: boolean;
  readonly receivers: readonly User[] | undefined;
}

function ChatPane({ room, roomId, panes, components, gifts, receivers, ...rest }: ChatPaneProps) {
  const List = components?.MessageList ?? MessageList;
  const Field = components?.Composer ?? Composer;
  const Stage = gifts ? paneOf(panes.GiftStage, roomPanes.GiftStage) : null;
  const Button = gifts ? paneOf(panes.GiftButton, roomPanes.GiftButton) : null;
  const Moves = paneOf(panes.Moves, RoomMoves);
  const { room: words } = usePartLocale(enRoom);
  const { hostId } = room.info;
  const host = room.roster.find(({ id }) => id === hostId);
  const chosen = useMemo(
    () => receivers ?? (hostId === undefined ? [] : [host ?? { id: hostId, name: words.host }]),
    [receivers, hostId, host, words],
  );
  const me = useLobby().user?.id;
  // Nobody gives to himself.
  const others = useMemo(() => chosen.filter(({ id }) => id !== me), [chosen, me]);
  return (
    <div {...rest} className="lobby-room-chat">
      <div className="lobby-room-stage">
        <List />
        {Stage !== null && <Stage roomId={roomId} />}
      </div>
      {Moves !== null && <Moves roomId={roomId} />}
      <div className="lobby-room-foot">
        <Field />
        {Button !== null && others.length > 0 && <Button roomId={roomId} receivers={others} />}
      </div>
    </div>
  );
}

function EnteringFailed({ onRetry }: { readonly onRetry: () => void }) {
  const { room: words, shared } = usePartLocale(enRoom);
  return (
    <p className="lobby-room-notice" data-kind="failed" role="alert">
      {words.enteringFailed}{" "}
      <button type="button" className="lobby-button-link" onClick={onRetry}>
        {shared.tryAgain}
      </button>
    </p>
  );
}

/** Not let in, or taken out. Who left may come back; who was sent away is not offered to. */
function OutOfRoom({ room }: { readonly room: UseRoomResult }) {
  const { room: words, shared } = usePartLocale(enRoom);
  const { removal, failure, rejoin } = room;
  if (removal === null)
    return (
      <ChatState
        role="alert"
        drawing="cable"
        title={words.refused}
        text={failure === null ? undefined : shared.failure(failure.code)}
      />
    );
  return (
    <ChatState
      role="alert"
      drawing="bubbles"
      title={words.removed[removal]}
      action={
        removal === "left" ? (
          <button type="button" className="lobby-button-quiet" onClick={rejoin}>
            {words.comeBack}
          </button>
        ) : undefined
      }
    />
  );
}
