/**
 * What every page of the benchmark measures about itself while it is flooded: frames, how late messages are painted, how late a key press is. The costs
 * of measuring are the same in each.
 */

interface Measured {
  /** Milliseconds between frames. */
  frames: number[];
  /** From a message's sending to the end of the first frame that shows it, ms; messages that came in between are taken to be evenly spread. */
  late: number[];
  /** From a key press to the end of the frame that shows it, ms. */
  keys: number[];
}

declare global {
  interface Window {
    bench: {
      begin(): void;
      end(): Measured;
      /** Whether all is shown that was sent, by what the server says of it. */
      isComplete(last: number | string): boolean;
      /** What a page of a counting build has done since {@link begin}. */
      counts: { renders: number; dispatches: number };
      ready: boolean;
      /** What state the page is in, for when something went wrong. */
      describe(): string;
    };
  }
}

const stamp = /#(\d+)@([\d.]+)/;

/** What a page tells of itself. */
export interface Measurable {
  /** The text of the last message that the page shows. */
  readonly newest?: () => string;
  /** Whether all is shown; told from {@link newest} if absent. */
  readonly isComplete?: (last: number | string) => boolean;
}

/** Begins to measure. */
export function measure({ newest = () => "", isComplete }: Measurable): void {
  let measured: Measured = { frames: [], late: [], keys: [] };
  let running = false;
  const channel = new MessageChannel();
  const afterPaint: (() => void)[] = [];
  channel.port1.onmessage = () => {
    for (const run of afterPaint.splice(0)) run();
  };
  const painted = (run: () => void) => {
    afterPaint.push(run);
    if (afterPaint.length === 1) channel.port2.postMessage(null);
  };

  let lastFrame = 0;
  let lastNumber = 0;
  let lastSent = 0;
  const frame = (now: number) => {
    if (!running) return;
    if (lastFrame > 0) measured.frames.push(now - lastFrame);
    lastFrame = now;
    requestAnimationFrame(frame);
    painted(() => {
      const [, number, sent] = stamp.exec(newest()) ?? [];
      if (number === undefined || sent === undefined) return;
      const [current, sentAt] = [Number(number), Number(sent)];
      if (current <= lastNumber) return;
      const now = performance.timeOrigin + performance.now();
      const count = lastNumber === 0 ? 1 : current - lastNumber;
      const since = lastNumber === 0 ? sentAt : lastSent;
      for (let index = 1; index <= count; index++)
        measured.late.push(now - (since + ((sentAt - since) * index) / count));
      lastNumber = current;
      lastSent = sentAt;
    });
  };

  addEventListener(
    "keydown",
    (event) => {
      if (!running) return;
      const pressed = event.timeStamp;
      requestAnimationFrame(() => painted(() => measured.keys.push(performance.now() - pressed)));
    },
    { capture: true },
  );

  window.bench = {
    begin() {
      measured = { frames: [], late: [], keys: [] };
      running = true;
      lastFrame = 0;
      lastNumber = 0;
      window.bench.counts = { renders: 0, dispatches: 0 };
      requestAnimationFrame(frame);
    },
    end() {
      running = false;
      return measured;
    },
    isComplete: isComplete ?? ((last) => Number(stamp.exec(newest())?.[1] ?? 0) >= Number(last)),
    counts: { renders: 0, dispatches: 0 },
    ready: false,
    describe: () => "",
  };
}

/** A field to type into, where the page has none of its own. */
export function typingField(): void {
  const field = document.createElement("textarea");
  field.rows = 2;
  document.getElementById("root")?.after(field);
}
