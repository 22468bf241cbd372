import { ChatRoom, ConnectionStatus, NotificationCenter, OnlineStatus, SocketProvider, useMyStatus } from "lobbykit";
import { nestGateway } from "../../../../docs/quick-starts/nestGateway.js";
import type { Screen } from "../main.js";

/** A project's channel on a gateway with words of its own, in the protocol that the guide writes. */
export const Nest: Screen = ({ visitor, locale }) => (
  <SocketProvider url={visitor.url} user={visitor.user} auth={visitor.token} protocol={nestGateway} locale={locale}>
    <Channel channel={visitor.say("room")} other={visitor.say("with")} otherName={visitor.say("withName")} />
  </SocketProvider>
);

function Channel(props: { readonly channel: string; readonly other: string; readonly otherName: string }) {
  const { channel, other, otherName } = props;
  useMyStatus();
  return (
    <div className="page">
      <header className="bar">
        <h1>Project</h1>
        <span>
          {otherName} <OnlineStatus userId={other} showLabel data-testid="other" />
        </span>
        <NotificationCenter />
      </header>
      <ConnectionStatus />
      <main className="whole frame">
        <ChatRoom roomId={channel} />
      </main>
    </div>
  );
}
