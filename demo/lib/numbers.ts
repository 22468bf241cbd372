import type { Language } from "./words";

const tags: Readonly<Record<Language, string>> = { en: "en-US", vi: "vi-VN" };

/** An amount of đồng. Written on the server only: browsers and Node may space it differently. */
export function money(amount: number, language: Language): string {
  return new Intl.NumberFormat(tags[language], { style: "currency", currency: "VND" }).format(amount);
}

/** A count with its thousands set apart. */
export function count(amount: number, language: Language): string {
  return new Intl.NumberFormat(tags[language]).format(amount);
}

/** Seconds as a player shows them: `4:05`, `1:02:03`. */
export function clockTime(seconds: number): string {
  const whole = Math.floor(seconds);
  const [hours, minutes, rest] = [Math.floor(whole / 3_600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (part: number) => String(part).padStart(2, "0");
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}
