import {
  ConnectionStatus,
  LiveRoom,
  LobbyToaster,
  NotificationCenter,
  SocketProvider,
  useConnectionHealth,
} from "lobbykit";
import { livestream, livestreamAuth } from "lobbykit/protocols";
import type { Screen } from "../main.js";
import type { Visitor } from "../visitor.js";

const gifts = [
  { id: "rose", name: "Rose", price: 10, animation: "default" },
  { id: "heart", name: "Hearts", price: 50, animation: "hearts" },
  { id: "rocket", name: "Fireworks", price: 500, animation: "fireworks" },
] as const;

/** The page's tokens: the pair that the last refresh brought, else the one it came with. */
function authOf({ apiUrl, token, say }: Visitor) {
  const kept = `tokens of ${token}`;
  const { accessToken, refreshToken } = JSON.parse(
    sessionStorage.getItem(kept) ?? JSON.stringify({ accessToken: token, refreshToken: say("refresh") }),
  ) as { accessToken: string; refreshToken: string };
  return livestreamAuth({
    apiUrl,
    accessToken,
    refreshToken,
    onTokens: (pair) => sessionStorage.setItem(kept, JSON.stringify(pair)),
  });
}

const protocol = livestream({ gifts, imageHosts: ["images.example.com"] });
let auth: ReturnType<typeof authOf> | undefined;

/** A stream: its room with gifts, the bell, and how well the servers are. */
export const Livestream: Screen = ({ visitor, locale }) => {
  auth ??= authOf(visitor);
  return (
    <SocketProvider
      url={visitor.url}
      apiUrl={visitor.apiUrl}
      user={visitor.user}
      auth={auth}
      protocol={protocol}
      locale={locale}
    >
      <div className="page">
        <header className="bar">
          <h1>Evening stream</h1>
          <Health />
          <NotificationCenter />
        </header>
        <ConnectionStatus />
        <LobbyToaster position="bottom-start" />
        <main className="panes">
          <section className="side">
            <div className="screen" />
          </section>
          <section className="frame">
            <LiveRoom roomId={visitor.say("room")} />
          </section>
        </main>
      </div>
    </SocketProvider>
  );
};

function Health() {
  const { socket, api, overall, check } = useConnectionHealth();
  return (
    <button type="button" className="plain" data-testid="health" onClick={() => void check()}>
      {`socket ${socket}, API ${api}, overall ${overall}`}
    </button>
  );
}
