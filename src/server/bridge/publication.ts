import type { DraftBody } from "../../contract/chat.js";
import type { User } from "../../contract/connection.js";
import type { NotificationDraft } from "../../contract/notifications.js";
import type { RoomDescription } from "../../contract/room.js";
import type { NotifyTarget } from "../core/core.js";
import type { GiftRecord } from "../core/gifts/giftOptions.js";

/** What a backend has published, as the lobby is told. */
export type Publication = {
  /** What it is about: publications about the same are carried out one after another. */
  readonly subject: string;
  /** It names its id or its moment, so that the same text again is the same thing again. */
  readonly known: boolean;
} & Deed;

/** What is to be done about a publication. */
export type Deed =
  | {
      readonly do: "post";
      readonly conversationId: string;
      readonly sender: User;
      readonly body: DraftBody;
      readonly clientId: string;
    }
  | { readonly do: "gift"; readonly gift: GiftRecord }
  | { readonly do: "enter"; readonly roomId: string; readonly user: User }
  | { readonly do: "leave"; readonly roomId: string; readonly userId: string }
  | { readonly do: "describe"; readonly roomId: string; readonly description: RoomDescription }
  | {
      readonly do: "notify";
      /** `null`: it names nobody. */
      readonly to: NotifyTarget | null;
      readonly draft: NotificationDraft;
    }
  | { readonly do: "startStream"; readonly roomId: string; readonly title?: string }
  | { readonly do: "endStream"; readonly roomId: string };
