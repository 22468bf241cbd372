/** Plays two short soft notes. Made on the spot, so that no file has to be there. Silent where the browser plays nothing before somebody has touched the page. */
export function playChime(): void {
  if (typeof AudioContext === "undefined") return;
  const context = new AudioContext();
  const volume = context.createGain();
  volume.connect(context.destination);
  for (const [index, frequency] of [659.25, 880].entries()) {
    const note = context.createOscillator();
    const from = context.currentTime + index * 0.09;
    note.type = "sine";
    note.frequency.value = frequency;
    note.connect(volume);
    note.start(from);
    note.stop(from + 0.22);
  }
  volume.gain.setValueAtTime(0.0001, context.currentTime);
  volume.gain.exponentialRampToValueAtTime(0.12, context.currentTime + 0.02);
  volume.gain.exponentialRampToValueAtTime(0.0001, context.currentTime + 0.3);
  const close = () => void context.close().catch(() => {});
  setTimeout(close, 600);
}
