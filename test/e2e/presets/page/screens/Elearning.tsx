import {
  ActiveViewers,
  ChatRoom,
  ConnectionStatus,
  LiveChatHeader,
  LobbyToaster,
  NotificationCenter,
  OnlineStatus,
  SocketProvider,
  useMyStatus,
  useNotifications,
} from "lobbykit";
import { elearning } from "lobbykit/protocols";
import type { Screen } from "../main.js";

const parts = { Header: LiveChatHeader };

/** A lesson: who watches it, the teacher to ask, the bell. */
export const Elearning: Screen = ({ visitor, locale }) => (
  <SocketProvider
    url={visitor.url}
    apiUrl={visitor.apiUrl}
    user={visitor.user}
    auth={visitor.token}
    protocol={elearning}
    locale={locale}
  >
    <Lesson with={visitor.say("with")} withName={visitor.say("withName")} video={visitor.say("video")} />
  </SocketProvider>
);

function Lesson({
  with: other,
  withName,
  video,
}: {
  readonly with: string;
  readonly withName: string;
  readonly video: string;
}) {
  useMyStatus();
  const { send } = useNotifications();
  return (
    <div className="page">
      <header className="bar">
        <h1>Lesson 3</h1>
        <ActiveViewers viewableId={video} />
        <button
          type="button"
          className="plain"
          onClick={() =>
            void send({ to: { userId: other }, title: "New purchase", message: "Your course was bought." })
          }
        >
          Buy
        </button>
        <NotificationCenter />
      </header>
      <ConnectionStatus />
      <LobbyToaster position="bottom-start" />
      <main className="panes">
        <section className="side">
          <div className="screen" />
          <p>
            {withName} <OnlineStatus userId={other} showLabel data-testid="other" />
          </p>
        </section>
        <section className="frame">
          <ChatRoom recipientId={other} recipientName={withName} components={parts} />
        </section>
      </main>
    </div>
  );
}
