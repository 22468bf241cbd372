"use client";
import { ChatRoom, SocketProvider } from "lobbykit";
import "lobbykit/styles.css";
import { ownProtocol } from "./ownProtocol.js";

const url = process.env.NEXT_PUBLIC_SOCKET_URL ?? "";
const token = () => fetch("/api/token").then((response) => response.text());

export function App() {
  return (
    <SocketProvider url={url} apiUrl={url} protocol={ownProtocol} user={{ id: "an", name: "An" }} auth={token}>
      <ChatRoom roomId="corner" />
    </SocketProvider>
  );
}
