import { giftsWire } from "../../src/protocols/native/giftsWire.js";
import { liveWire } from "../../src/protocols/native/liveWire.js";
import { native } from "../../src/protocols/native/native.js";
import { notificationsWire } from "../../src/protocols/native/notificationsWire.js";
import { nativePart } from "../../src/protocols/native/part.js";
import { presenceWire } from "../../src/protocols/native/presenceWire.js";
import { roomWire } from "../../src/protocols/native/roomWire.js";
import { supportWire } from "../../src/protocols/native/supportWire.js";
import { viewersWire } from "../../src/protocols/native/viewersWire.js";
import type { Protocol } from "../../src/protocols/protocol.js";

const parts = [notificationsWire, presenceWire, roomWire, viewersWire, giftsWire, liveWire, supportWire].map((wire) =>
  nativePart(wire),
);

/** The native protocol with every feature in use. */
export const wholeNative: Protocol & { readonly events: NonNullable<Protocol["events"]> } = {
  ...native,
  outgoing: Object.assign({ ...native.outgoing }, ...parts.map(({ outgoing }) => outgoing)),
  events: Object.assign({}, ...parts.map(({ events }) => events)),
};
