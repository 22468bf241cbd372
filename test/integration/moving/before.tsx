"use client";
import { ActiveViewers, ChatRoom, LobbyToaster, NotificationCenter, OnlineStatus, SocketProvider } from "lobbykit";
import { elearning } from "lobbykit/protocols";
import "lobbykit/styles.css";

const token = () => fetch("/api/token").then((response) => response.text());

export function App() {
  return (
    <SocketProvider
      url={process.env.NEXT_PUBLIC_SOCKET_URL ?? ""}
      apiUrl={process.env.NEXT_PUBLIC_API_URL ?? ""}
      protocol={elearning}
      user={{ id: "an", name: "An" }}
      auth={token}
    >
      <NotificationCenter />
      <LobbyToaster />
      <ActiveViewers viewableId="lesson-3" />
      <OnlineStatus userId="binh" showLabel />
      <ChatRoom recipientId="binh" recipientName="Bình" />
    </SocketProvider>
  );
}
