import "../../src/styles/index.css";
import { useState } from "react";
import { createRoot } from "react-dom/client";
import { NotificationCenter } from "../../src/components/notifications/NotificationCenter.js";
import { useNotifications } from "../../src/react/notifications/useNotifications.js";
import { SocketProvider } from "../../src/react/SocketProvider.js";
import { benchLobby } from "./benchLobby.js";
import { measureFirstItem } from "./firstItem.js";

/**
 * The component with ten notifications. `?cold`: everything begins with it, the connection too; `?live`: it is put on a page that is connected already; `?held`: and
 * has the list; `?opened`: the bell is there and loaded, and is opened.
 */
const mode = location.search.slice(1);
const lobby = benchLobby("holder");
const root = document.getElementById("root") as HTMLElement;
const ready = () => {
  window.inbox.ready = true;
};

if (mode === "opened") {
  const bell = () => root.querySelector<HTMLButtonElement>(".lobby-bell");
  measureFirstItem(".lobby-notification-title", () => bell()?.click(), 10);
  createRoot(root).render(
    <SocketProvider lobby={lobby}>
      <NotificationCenter />
    </SocketProvider>,
  );
  const stop = lobby.store.subscribe(() => {
    if (lobby.store.getState().lobby.notifications?.lists.all?.status !== "ready") return;
    stop();
    setTimeout(ready, 100);
  });
} else if (mode === "live" || mode === "held") {
  let begin = () => {};
  measureFirstItem(".lobby-notification-title", () => begin(), 10);
  function Page() {
    const [shown, setShown] = useState(false);
    begin = () => setShown(true);
    useNotifications({ enabled: mode === "held" });
    return shown && <NotificationCenter layout="inline" />;
  }
  createRoot(root).render(
    <SocketProvider lobby={lobby}>
      <Page />
    </SocketProvider>,
  );
  const stop = lobby.store.subscribe(() => {
    const { connection, notifications } = lobby.store.getState().lobby;
    if (connection.status !== "live" || (mode === "held" && notifications?.lists.all?.status !== "ready")) return;
    stop();
    setTimeout(ready, 100);
  });
} else {
  measureFirstItem(
    ".lobby-notification-title",
    () =>
      createRoot(root).render(
        <SocketProvider lobby={lobby}>
          <NotificationCenter layout="inline" />
        </SocketProvider>,
      ),
    10,
  );
  ready();
}
