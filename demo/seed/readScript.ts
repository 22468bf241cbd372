/** A message of a script, with the time it was said. */
export interface ScriptedMessage {
  readonly senderId: string;
  readonly createdAt: number;
  readonly body:
    | { readonly kind: "text"; readonly text: string }
    | {
        readonly kind: "image";
        readonly url: string;
        readonly text: string;
        readonly width: number;
        readonly height: number;
      };
}

const minute = 60_000;

/**
 * Reads a script of `scripts.ts`. `# -3 20:00` is that time of the day three days before `now`; `# 0 -40` is 40 minutes before it.
 * People answer each other after half a minute to two, always the same for the same line.
 */
export function readScript(script: string, now: number, origin: string): ScriptedMessage[] {
  const messages: ScriptedMessage[] = [];
  let at = now;
  let line = 0;
  for (const text of script.split("\n")) {
    line++;
    const thread = /^# (-?\d+) (-?\d+)(?::(\d\d))?$/.exec(text);
    if (thread !== null) {
      const [, days, hours, minutes] = thread;
      at =
        minutes === undefined
          ? now + Number(hours) * minute
          : dayTime(now, Number(days), Number(hours), Number(minutes));
      continue;
    }
    const said = /^(\w+): (.+)$/.exec(text);
    if (said === null) continue;
    const [, senderId = "", words = ""] = said;
    const picture = /^!\[(.*)\]\(([\w-]+) (\d+)x(\d+)\)$/.exec(words);
    at += ((line * 37) % 90) * 1_000 + 25_000;
    messages.push({
      senderId,
      createdAt: Math.min(at, now - 1_000),
      body:
        picture === null
          ? { kind: "text", text: words }
          : {
              kind: "image",
              url: `${origin}/images/shared/${picture[2]}.svg`,
              text: picture[1] ?? "",
              width: Number(picture[3]),
              height: Number(picture[4]),
            },
    });
  }
  return messages;
}

function dayTime(now: number, days: number, hours: number, minutes: number): number {
  const day = new Date(now);
  day.setDate(day.getDate() + days);
  return day.setHours(hours, minutes, 0, 0);
}
