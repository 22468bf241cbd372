import { LobbyError } from "../../contract/lobbyError.js";
import type { Core, NotifyTarget } from "../core/core.js";
import type { Deed } from "./publication.js";

/** What of a lobby the bridge works with: a `LobbyServer` has it, and so has its core. */
export type BridgeLobby = Pick<Core, "postMessage" | "notify" | "room" | "guests" | "gifts">;

/** What carrying out is told beside the deed. */
export interface CarryOutOptions {
  readonly viewersForMs: number;
  readonly everybody: (() => NotifyTarget | Promise<NotifyTarget>) | undefined;
}

/** Does what a publication says. Resolves with whether it had been done before; rejects when the store does, and with a LobbyError for what can't be done. */
export async function carryOut(
  lobby: BridgeLobby,
  deed: Deed,
  options: CarryOutOptions,
): Promise<{ repeated: boolean }> {
  switch (deed.do) {
    case "post":
      return { repeated: (await lobby.postMessage(deed)).duplicate };
    case "gift":
      return { repeated: (await lobby.gifts.record(deed.gift)).duplicate };
    case "enter":
      await lobby.guests.enter(deed.roomId, deed.user, { forMs: options.viewersForMs });
      break;
    case "leave":
      lobby.guests.leave(deed.roomId, deed.userId);
      break;
    case "describe":
      // A backend that only tells numbers says nothing that is not counted here.
      if (Object.keys(deed.description).length > 0) await lobby.room.update(deed.roomId, deed.description);
      break;
    case "notify": {
      const to = deed.to ?? (await options.everybody?.());
      if (to === undefined) throw nobody();
      await lobby.notify(to, deed.draft);
      break;
    }
    case "startStream":
      await lobby.room.startStream(deed.roomId, deed);
      break;
    case "endStream":
      await lobby.room.endStream(deed.roomId);
  }
  return { repeated: false };
}

function nobody(): LobbyError {
  return new LobbyError(
    "bridge-nobody",
    "A notification was published that names nobody.",
    "The bridge does not know whom it is for.",
    "Publish userId, userIds or toAdmin with it, or give redisBridge everybody: () => userIds.",
  );
}
