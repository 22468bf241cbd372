"use client";
import { ChatRoom, NotificationCenter, SocketProvider } from "lobbykit";
import "lobbykit/styles.css";
import { nestGateway } from "./nestGateway.js";

const url = process.env.NEXT_PUBLIC_SOCKET_URL ?? "";
const token = () => fetch("/api/token").then((response) => response.text());

export function App() {
  return (
    <SocketProvider url={url} protocol={nestGateway} user={{ id: "an", name: "An" }} auth={token}>
      <NotificationCenter />
      <ChatRoom roomId="planning" />
    </SocketProvider>
  );
}
