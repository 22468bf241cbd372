import type { GiftAnimation } from "lobbykit/server";
import type { Bilingual } from "../lib/words";

/** What can be given in streams and courses; prices in petals, which are worth nothing. */
export interface ShopGift {
  /** lobbykit finds its drawing by this. */
  readonly id: string;
  readonly name: Bilingual;
  readonly price: number;
  readonly animation: GiftAnimation;
}

export const gifts: readonly ShopGift[] = [
  { id: "rose", name: { en: "Rose", vi: "Hoa hồng" }, price: 10, animation: "default" },
  { id: "star", name: { en: "Star", vi: "Ngôi sao" }, price: 15, animation: "default" },
  { id: "coffee", name: { en: "Milk coffee", vi: "Cà phê sữa" }, price: 20, animation: "default" },
  { id: "heart", name: { en: "Heart", vi: "Trái tim" }, price: 25, animation: "default" },
  { id: "lotus", name: { en: "Lotus", vi: "Hoa sen" }, price: 40, animation: "default" },
  { id: "lantern", name: { en: "Lantern", vi: "Đèn lồng" }, price: 60, animation: "default" },
  { id: "cake", name: { en: "Moon cake", vi: "Bánh trung thu" }, price: 80, animation: "default" },
  { id: "hearts", name: { en: "Sea of hearts", vi: "Biển trái tim" }, price: 150, animation: "hearts" },
  { id: "stars", name: { en: "Milky way", vi: "Dải ngân hà" }, price: 200, animation: "stars" },
  { id: "rocket", name: { en: "Rocket", vi: "Tên lửa" }, price: 250, animation: "stars" },
  { id: "fireworks", name: { en: "Fireworks", vi: "Pháo hoa" }, price: 400, animation: "fireworks" },
  { id: "rainbow", name: { en: "Rainbow", vi: "Cầu vồng" }, price: 600, animation: "rainbow" },
];

/** What everybody has at first, and what a top-up adds. */
export const startingBalance = 1_000;
export const topUp = 500;

/** What was given before the first visitor came: who, what, how many, to whom, where. */
export const givenBefore: readonly (readonly [
  by: string,
  gift: string,
  quantity: number,
  to: string,
  roomId: string,
])[] = [
  ["kenji", "lotus", 5, "lan", "live-react"],
  ["dung", "coffee", 2, "lan", "live-react"],
  ["an", "rose", 3, "lan", "live-react"],
  ["binh", "lantern", 1, "thang", "live-market"],
];
