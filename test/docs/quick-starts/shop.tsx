"use client";
import { ChatRoom, SocketProvider } from "lobbykit";
import { shop } from "lobbykit/protocols";
import "lobbykit/styles.css";

const url = process.env.NEXT_PUBLIC_SOCKET_URL ?? "";
const token = () => fetch("/api/token").then((response) => response.text());
const rooms = () => fetch("/api/rooms").then((response) => response.json());
const protocol = shop({ rooms });

export function App() {
  return (
    <SocketProvider url={url} apiUrl={url} protocol={protocol} user={{ id: "an", name: "An" }} auth={token}>
      <ChatRoom recipientId="binh" recipientName="Bình" about={{ url: "/p/5", title: "Running shoes" }} />
    </SocketProvider>
  );
}
