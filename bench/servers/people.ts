/** Who says what in the benchmark's room. */
export const people = Array.from({ length: 40 }, (_, index) => ({ id: `user-${index}`, name: `Person ${index}` }));

const phrases = [
  "hello everyone",
  "that was close",
  "what a goal",
  "did you see this? I had to look twice before I understood what happened there",
  "haha",
  "greetings from the north, it is snowing again",
  "play it once more please",
  "who is going to win this",
];

/** The text says when it was sent, so that a page can tell how late it shows it: all run by one clock. */
export function text(index: number): string {
  return `${phrases[index % phrases.length]} #${index}@${(performance.timeOrigin + performance.now()).toFixed(1)}`;
}
