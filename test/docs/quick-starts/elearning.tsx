"use client";
import { ChatRoom, NotificationCenter, SocketProvider } from "lobbykit";
import { elearning } from "lobbykit/protocols";
import "lobbykit/styles.css";

const server = { url: process.env.NEXT_PUBLIC_SOCKET_URL ?? "", apiUrl: process.env.NEXT_PUBLIC_API_URL ?? "" };
const token = () => fetch("/api/token").then((response) => response.text());

export function App() {
  return (
    <SocketProvider {...server} protocol={elearning} user={{ id: "an", name: "An" }} auth={token}>
      <NotificationCenter />
      <ChatRoom recipientId="binh" recipientName="Bình" />
    </SocketProvider>
  );
}
