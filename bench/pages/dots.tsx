import "../../src/styles/index.css";
import { OnlineStatus } from "../../src/components/presence/OnlineStatus.js";
import { dotCount, dotId } from "../servers/flooded.js";
import { benchLobby, Counted, show } from "./benchLobby.js";
import { measure } from "./measure.js";

/** A thousand people, each with a live mark of presence. */
const people = Array.from({ length: dotCount }, (_, index) => dotId(index));

measure({
  isComplete: (last) =>
    last ===
    [...document.querySelectorAll(".lobby-online")]
      .map((dot) => (dot.getAttribute("data-presence") === "away" ? "a" : "o"))
      .join(""),
});
const lobby = benchLobby();
const known = () => {
  const known = lobby.store.getState().lobby.presence?.people ?? {};
  return people.every((userId) => known[userId]);
};
show(
  lobby,
  known,
  <div className="dots">
    {people.map((userId) => (
      <Counted key={userId}>
        <OnlineStatus userId={userId} />
      </Counted>
    ))}
  </div>,
);
