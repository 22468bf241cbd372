import { enAbout } from "./enAbout.js";
import { enAttach } from "./enAttach.js";
import { enConnection } from "./enConnection.js";
import { enFirst } from "./enFirst.js";
import { enGifts } from "./enGifts.js";
import { enInbox } from "./enInbox.js";
import { enList } from "./enList.js";
import { enLive } from "./enLive.js";
import { enNotifications } from "./enNotifications.js";
import { enPresence } from "./enPresence.js";
import { enRoom } from "./enRoom.js";
import { enSupport } from "./enSupport.js";
import { enViewer } from "./enViewer.js";
import { enViewers } from "./enViewers.js";
import type { Locale } from "./locale.js";

/** English. */
export const en: Locale = {
  ...enFirst,
  chat: { ...enFirst.chat, ...enAttach, ...enViewer, ...enAbout },
  list: enList.list,
  connection: enConnection.connection,
  presence: enPresence.presence,
  viewers: enViewers.viewers,
  room: enRoom.room,
  gifts: enGifts.gifts,
  support: enSupport.support,
  inbox: enInbox.inbox,
  notifications: enNotifications.notifications,
  live: enLive.live,
};
