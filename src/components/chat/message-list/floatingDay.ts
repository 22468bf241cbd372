/** How long the pill stays after the last scroll, ms. */
const staysMs = 1200;
/** Room the pill takes at the top of the view, px: a row's own separator that stands in it takes its place. */
const room = 44;

const timers = new WeakMap<HTMLElement, ReturnType<typeof setTimeout>>();

/**
 * Shows a day on the pill for a moment, unless the row's own separator stands there. Writes to the element directly: a render for every scroll event would
 * be felt.
 *
 * @param offset of the first row in view from the view's top, px
 * @param begins whether that row begins a day, and with it stands a separator
 * @param nextBegins whether the row after it does
 */
export function floatDay(pill: HTMLElement, day: string, offset: number, begins: boolean, nextBegins: boolean): void {
  const ownStands = (begins && offset > -room) || (nextBegins && offset > 0);
  if (pill.textContent !== day) pill.textContent = day;
  pill.toggleAttribute("data-shown", !ownStands);
  clearTimeout(timers.get(pill));
  timers.set(
    pill,
    setTimeout(() => pill.removeAttribute("data-shown"), staysMs),
  );
}
