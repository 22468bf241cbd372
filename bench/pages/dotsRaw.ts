import "../../src/styles/index.css";
import type { Presence } from "../../src/contract/presence.js";
import { dotCount, dotId } from "../servers/flooded.js";
import { onBare } from "./bareSocket.js";
import { measure } from "./measure.js";

/** As fast as it gets by hand: the same marks, each written to as its change comes. */
const looks = {
  online: ["Online", "M6 1a5 5 0 1 1 0 10A5 5 0 0 1 6 1Z"],
  away: ["Away", "M6.2 1a5 5 0 1 0 4.8 4.9A3.6 3.6 0 0 1 6.2 1Z"],
  offline: ["Offline", "M6 1a5 5 0 1 1 0 10A5 5 0 0 1 6 1ZM6 3.2a2.8 2.8 0 1 0 0 5.6A2.8 2.8 0 0 0 6 3.2Z"],
} as const;

const list = document.createElement("div");
list.className = "dots";
list.innerHTML = Array.from(
  { length: dotCount },
  () =>
    '<span role="img" class="lobby-online" data-size="m"><svg class="lobby-presence" viewBox="0 0 12 12" aria-hidden="true"><path fill="currentColor" fill-rule="evenodd"></path></svg></span>',
).join("");
document.getElementById("root")?.append(list);
const dots = new Map(
  [...list.children].map((dot, index) => [
    dotId(index),
    { dot, mark: dot.children[0], path: dot.children[0]?.children[0] },
  ]),
);

function change({ userId, status }: Presence): void {
  const known = dots.get(userId);
  if (known === undefined) return;
  const [words, path] = looks[status];
  known.dot.setAttribute("aria-label", words);
  known.dot.setAttribute("data-presence", status);
  known.mark?.setAttribute("data-presence", status);
  known.path?.setAttribute("d", path);
}

measure({
  isComplete: (last) =>
    last === [...dots.values()].map(({ dot }) => (dot.getAttribute("data-presence") === "away" ? "a" : "o")).join(""),
});
const socket = onBare<Presence>("presence", change);
socket.on("connect", () =>
  socket.emit("watch", [...dots.keys()], (presences: readonly Presence[]) => {
    for (const presence of presences) change(presence);
  }),
);
