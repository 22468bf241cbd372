import type { GiftAnimation } from "../../contract/gifts.js";
import type { GiftDrawing } from "./giftDrawings.js";

/** What of a gift decides how it looks. */
export interface PicturedGift {
  /** The catalogue's id, by which drawings are found: `rose`, `gift-rose`, `red_rose`. */
  readonly giftId: string;
  readonly name: string;
  readonly animation: GiftAnimation;
  readonly imageUrl?: string | undefined;
}

/** Words in ids and names by which a drawing is known, in the languages we speak. */
const words: readonly (readonly [RegExp, GiftDrawing])[] = [
  [/rose|hoa hồng|وردة/, "rose"],
  [/coffee|cafe|cà phê|قهوة|\btea\b|trà/, "coffee"],
  [/lotus|sen\b|flower|hoa|لوتس|زهرة/, "lotus"],
  [/lantern|đèn|فانوس/, "lantern"],
  [/cake|bánh|كعك/, "cake"],
  [/diamond|gem|kim cương|ألماس/, "diamond"],
  [/rocket|tên lửa|صاروخ/, "rocket"],
  [/crown|king|queen|vương miện|تاج/, "crown"],
  [/firework|pháo hoa|ألعاب نارية/, "fireworks"],
  [/rainbow|cầu vồng|قوس/, "rainbow"],
  [/heart|love|tim\b|قلب/, "heart"],
  [/star|sao\b|نجم/, "star"],
];

const byAnimation: Readonly<Record<GiftAnimation, GiftDrawing>> = {
  fireworks: "fireworks",
  hearts: "heart",
  stars: "star",
  rainbow: "rainbow",
  default: "present",
};

/** The drawing of a gift: by its id, else by its name, else by what it does on the stage. */
export function drawingOf({ giftId, name, animation }: PicturedGift): GiftDrawing {
  const find = (text: string) => words.find(([word]) => word.test(text.toLocaleLowerCase()))?.[1];
  return find(giftId.replaceAll(/[_-]/g, " ")) ?? find(name) ?? byAnimation[animation];
}
