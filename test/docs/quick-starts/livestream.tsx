"use client";
import { LiveRoom, SocketProvider } from "lobbykit";
import { livestream } from "lobbykit/protocols";
import "lobbykit/styles.css";

const server = { url: process.env.NEXT_PUBLIC_SOCKET_URL ?? "", apiUrl: process.env.NEXT_PUBLIC_API_URL ?? "" };
const token = () => fetch("/api/token").then((response) => response.text());
const protocol = livestream({ gifts: [{ id: "rose", name: "Rose", price: 10, animation: "hearts" }] });

export function App() {
  return (
    <SocketProvider {...server} protocol={protocol} user={{ id: "an", name: "An" }} auth={token}>
      <LiveRoom roomId="hall" />
    </SocketProvider>
  );
}
