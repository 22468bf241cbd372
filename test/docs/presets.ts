import { elearning } from "../../src/protocols/elearning/elearning.js";
import { livestream } from "../../src/protocols/livestream/livestream.js";
import type { Protocol } from "../../src/protocols/protocol.js";
import { rooms } from "../../src/protocols/rooms/rooms.js";
import { shop } from "../../src/protocols/shop/shop.js";
import { nestGateway } from "./quick-starts/nestGateway.js";

/** The servers that have a page of their own, each as its page describes it: with all its options used. */
export const presets: Readonly<Record<string, Protocol>> = {
  elearning,
  livestream: livestream({ gifts: [{ id: "rose", name: "Rose", price: 10, animation: "hearts" }] }),
  nest: nestGateway,
  rooms: rooms(),
  shop: shop({ rooms: [] }),
};
