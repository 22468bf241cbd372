import "../../src/styles/index.css";
import { GiftStage } from "../../src/components/gifts/GiftStage.js";
import { benchLobby, show } from "./benchLobby.js";
import { measure } from "./measure.js";

/** The stage over an empty room. */
measure({
  isComplete: () =>
    document.querySelector(".lobby-gift-card") !== null && document.querySelector(".lobby-gift-scene") !== null,
});
const lobby = benchLobby();
const known = () => lobby.store.getState().lobby.gifts?.conversations["room:bench"]?.status === "ready";
show(
  lobby,
  known,
  <div className="stage">
    <GiftStage target={{ roomId: "bench" }} />
  </div>,
);
