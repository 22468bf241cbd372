import {
  ChatRoom,
  ConnectionStatus,
  NotificationCenter,
  PriceBoard,
  Roster,
  SocketProvider,
  useLiveTopic,
  useMessageAlerts,
} from "lobbykit";
import { rooms } from "lobbykit/protocols";
import type { Screen } from "../main.js";

const protocol = rooms({ imageHosts: ["images.example.com"] });
const symbols = ["VNM", "FPT"];
const board = { validate: (state: unknown) => state as { readonly title: string; readonly count: number } };

/** A trading room: its chat and people, prices, a note that everybody edits, the bell. */
export const Rooms: Screen = ({ visitor, locale }) => (
  <SocketProvider url={visitor.url} user={visitor.user} auth={visitor.token} protocol={protocol} locale={locale}>
    <Room roomId={visitor.say("room")} />
  </SocketProvider>
);

function Room({ roomId }: { readonly roomId: string }) {
  useMessageAlerts({ browser: true });
  return (
    <div className="page">
      <header className="bar">
        <h1>Trading room</h1>
        <NotificationCenter />
      </header>
      <ConnectionStatus />
      <main className="panes">
        <section className="side">
          <PriceBoard symbols={symbols} caption="Prices" />
          <Note />
          <Roster roomId={roomId} />
        </section>
        <section className="frame">
          <ChatRoom roomId={roomId} name="Trading room" />
        </section>
      </main>
    </div>
  );
}

function Note() {
  const { state, status, conflict, change, dismissConflict } = useLiveTopic("state", board);
  return (
    <p data-testid="note" data-status={status}>
      <span>
        {state?.title} {state?.count}
      </span>{" "}
      <button
        type="button"
        className="plain"
        onClick={() => void change([{ op: "set", path: ["count"], value: (state?.count ?? 0) + 1 }])}
      >
        Count
      </button>
      {conflict !== null && (
        <button type="button" className="plain" onClick={dismissConflict}>
          Somebody else was faster
        </button>
      )}
    </p>
  );
}
