import type { KeyboardEvent } from "react";

/** How the radios lie. */
export interface RadioPlaces {
  readonly count: number;
  /** In one row of the group. */
  readonly columns: number;
  readonly rtl: boolean;
}

/** The radio that a key goes to from the one at `index`; `null` for other keys. Sideways around the ends; up and down only where there is one. */
export function radioAfterKey(key: string, index: number, { count, columns, rtl }: RadioPlaces): number | null {
  const step = (by: number) => (index + by + count) % count;
  const row = (by: number) => (index + by >= 0 && index + by < count ? index + by : index);
  switch (key) {
    case "ArrowRight":
      return step(rtl ? -1 : 1);
    case "ArrowLeft":
      return step(rtl ? 1 : -1);
    case "ArrowDown":
      return columns >= count ? step(1) : row(columns);
    case "ArrowUp":
      return columns >= count ? step(-1) : row(-columns);
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return null;
  }
}

/** Moves focus and choice by arrow keys within a `radiogroup`. */
export function onRadioKey(event: KeyboardEvent<HTMLElement>, places: Omit<RadioPlaces, "count">): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const radios = [...event.currentTarget.querySelectorAll<HTMLElement>('[role="radio"]')];
  const index = radios.indexOf(document.activeElement as HTMLElement);
  if (index < 0) return;
  const next = radioAfterKey(event.key, index, { ...places, count: radios.length });
  if (next === null) return;
  event.preventDefault();
  radios[next]?.focus();
  radios[next]?.click();
}
