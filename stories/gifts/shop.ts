import type { CatalogueGift } from "lobbykit/server";
import type { StageParameters, StoryLocale } from "../../.storybook/stage.js";

const names: Readonly<Record<StoryLocale, readonly string[]>> = {
  en: [
    "Rose",
    "Coffee",
    "Lotus",
    "Lantern",
    "Cake",
    "Diamond",
    "Heart",
    "Star",
    "Rocket",
    "Crown",
    "Rainbow",
    "Present",
  ],
  vi: [
    "Hoa hồng",
    "Cà phê",
    "Hoa sen",
    "Đèn lồng",
    "Bánh kem",
    "Kim cương",
    "Trái tim",
    "Ngôi sao",
    "Tên lửa",
    "Vương miện",
    "Cầu vồng",
    "Hộp quà",
  ],
  ar: ["وردة", "قهوة", "لوتس", "فانوس", "كعكة", "ألماسة", "قلب", "نجمة", "صاروخ", "تاج", "قوس قزح", "هدية"],
};
const ids = [
  "rose",
  "coffee",
  "lotus",
  "lantern",
  "cake",
  "diamond",
  "heart",
  "star",
  "rocket",
  "crown",
  "rainbow",
  "box",
];
const prices = [1, 5, 10, 15, 25, 50, 99, 120, 200, 300, 500, 20];
const animations = { heart: "hearts", star: "stars", rocket: "fireworks", crown: "stars", rainbow: "rainbow" } as const;

/** What can be given in the stories, named as the language names it. */
export function shopOf(locale: StoryLocale = "en"): readonly CatalogueGift[] {
  return ids.map((id, index) => ({
    id,
    name: names[locale][index] ?? id,
    price: prices[index] ?? 1,
    animation: id in animations ? animations[id as keyof typeof animations] : "default",
  }));
}

/** A room with a shop, and 1,250 coins to spend there. */
export const room = "room:live";

/** What a story's server begins with. */
export function withShop(more: Partial<StageParameters> = {}, locale: StoryLocale = "en"): { lobby: StageParameters } {
  return {
    lobby: {
      conversations: [{ id: room, title: "Evening stream" }],
      history: { count: 12 },
      gifts: { catalogue: shopOf(locale), startingBalance: 1_250 },
      ...more,
    },
  };
}
