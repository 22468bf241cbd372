import "../../src/styles/index.css";
import { createRoot } from "react-dom/client";
import { createLobby } from "../../src/client/createLobby.js";
import { ChatRoom } from "../../src/components/chat/ChatRoom.js";
import { SocketProvider } from "../../src/react/SocketProvider.js";
import { measure } from "./measure.js";

/** The component as an app would use it in a lively room, with everything on: validation, cursors, store. */
const variant = new URLSearchParams(location.search).get("variant") === "bubbles" ? "bubbles" : "dense";
measure({
  newest: () => {
    const rows = document.querySelector(".lobby-list-rows");
    return rows?.lastElementChild?.querySelector(".lobby-text")?.textContent ?? "";
  },
});

const reader = `reader-${crypto.randomUUID()}`;
const lobby = createLobby({ url: location.origin, user: { id: reader, name: "Reader" }, auth: reader });
lobby.store.subscribe(() => {
  if (lobby.store.getState().lobby.connection.status === "live") window.bench.ready = true;
});
window.bench.describe = () => {
  const { connection, chat } = lobby.store.getState().lobby;
  const { head, messages, gaps, status } = chat.conversations["room:bench"] ?? {};
  const list = document.querySelector<HTMLElement>(".lobby-list-scroller");
  return JSON.stringify({
    connection: connection.status,
    error: connection.error,
    dropped: connection.dropped,
    status,
    head,
    last: messages?.at(-1)?.seq,
    held: messages?.length,
    gaps,
    atEnd: list?.parentElement?.hasAttribute("data-at-end"),
    scroll: list && [list.scrollTop, list.clientHeight, list.scrollHeight],
    rows: document.querySelectorAll(".lobby-row").length,
  });
};
const root = document.getElementById("root");
if (root !== null)
  createRoot(root).render(
    <SocketProvider lobby={lobby}>
      <ChatRoom roomId="bench" variant={variant} header={false} />
    </SocketProvider>,
  );
