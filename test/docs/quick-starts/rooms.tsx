"use client";
import { ChatRoom, NotificationCenter, SocketProvider } from "lobbykit";
import { rooms } from "lobbykit/protocols";
import "lobbykit/styles.css";

const url = process.env.NEXT_PUBLIC_SOCKET_URL ?? "";
const token = () => fetch("/api/token").then((response) => response.text());
const protocol = rooms();

export function App() {
  return (
    <SocketProvider url={url} protocol={protocol} user={{ id: "an", name: "An" }} auth={token}>
      <NotificationCenter />
      <ChatRoom roomId="hall" />
    </SocketProvider>
  );
}
