import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Server } from "socket.io";

const people = new Map([
  ["token-of-an", { id: "an", name: "An" }],
  ["token-of-binh", { id: "binh", name: "Bình" }],
]);

export async function startOwnServer() {
  const lines: { id: string; room: string; from: string; name: string; text: string; at: number; ref: string }[] = [];

  // GET /rooms/<room>/lines?before=<time> answers { lines, more }, oldest first.
  const http = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://own");
    const before = Number(searchParams.get("before") ?? Number.POSITIVE_INFINITY);
    const older = lines.filter(({ room, at }) => pathname === `/rooms/${room}/lines` && at < before);
    response.setHeader("content-type", "application/json");
    response.setHeader("access-control-allow-origin", "*");
    response.setHeader("access-control-allow-headers", "authorization");
    response.end(JSON.stringify({ lines: older.slice(-50), more: older.length > 50 }));
  });
  const io = new Server(http, { cors: { origin: "*" } });
  io.use((socket, next) => {
    socket.data = people.get(socket.handshake.auth.token);
    next(socket.data === undefined ? new Error("who are you?") : undefined);
  });
  io.on("connection", (socket) => {
    const { id: from, name } = socket.data;
    socket.on("enter", async ({ room }, answer) => {
      await socket.join(room);
      answer?.({ title: `The ${room}` });
    });
    socket.on("say", ({ room, text, ref }, answer) => {
      if (text.length > 500) return answer?.({ error: "too long" });
      let line = lines.find((one) => one.from === from && one.ref === ref);
      if (line === undefined) {
        line = { id: randomUUID(), room, from, name, text, at: Date.now(), ref };
        lines.push(line);
        io.to(room).emit("said", line);
      }
      answer?.({ id: line.id, at: line.at });
    });
    socket.on("typing", ({ room, on }) => socket.to(room).emit("typing", { room, from, name, on }));
  });
  await new Promise<void>((listening) => http.listen(Number(process.env.PORT ?? 0), listening));
  return { url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`, io, lines };
}
