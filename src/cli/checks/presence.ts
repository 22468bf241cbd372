import type { Probe } from "../probe.js";
import { inWords, open, type Trial } from "../trial.js";

/** Asks who is online. */
export async function checkPresence(trial: Trial): Promise<void> {
  const { ledger, first, options } = trial;
  if (!ledger.claims("presence.watch")) return;
  const other = trial.second ?? first;
  const { id: userId } = other.user;
  // Some servers tell it of those in a common room only.
  const room = ledger.claims("rooms.enter") ? options.room : undefined;
  const leave = room === undefined ? () => {} : await open(first, `room:${room}`);
  const mark = first.mark();
  const outcome = await first.execute("watchPresence", { userIds: [userId] });
  if (!outcome.ok) {
    leave();
    ledger.failed("presence.watch", inWords(outcome.failure));
    return ledger.untried("presence.tell", "nobody could be watched");
  }
  const isTheirs = (presences: readonly { readonly userId: string; readonly status: string }[]) =>
    presences.find((one) => one.userId === userId);
  const known =
    isTheirs(outcome.value?.presences ?? []) ??
    isTheirs(
      (await first.heard(mark, "presenceChanged", (one) => isTheirs(one.presences) !== undefined))?.presences ?? [],
    );
  const whose = other === first ? "the own account" : "the second account";
  if (known === undefined && ledger.claims("rooms.enter") && room === undefined)
    ledger.untried("presence.watch", `nothing was told of ${whose}, perhaps for want of a common room`, "--room");
  else if (known === undefined) ledger.failed("presence.watch", `nothing was told of ${whose}`);
  else ledger.passed("presence.watch", `${whose} is ${known.status}`);

  if (options.write) await checkPresenceChanges(trial, other, whose);
  else ledger.untried("presence.tell", "everybody might see it", "--write");
  await first.execute("unwatchPresence", { userIds: [userId] });
  leave();
}

/** Goes away and comes back; where the protocol has no word for that, by a room. */
async function checkPresenceChanges(trial: Trial, other: Probe, whose: string): Promise<void> {
  const { ledger, first, options } = trial;
  const isTheirs = (event: { readonly presences: readonly { readonly userId: string }[] }) =>
    event.presences.some(({ userId }) => userId === other.user.id);
  const sent = () => other.requests.length + [...other.tap.sent.values()].reduce((sum, count) => sum + count, 0);
  const told: boolean[] = [];
  for (const status of ["away", "online"] as const) {
    const [mark, before] = [first.mark(), sent()];
    const said = await other.execute("setPresence", { status });
    if (!said.ok) return ledger.failed("presence.tell", `setPresence: ${inWords(said.failure)}`);
    if (sent() === before) break;
    told.push((await first.heard(mark, "presenceChanged", isTheirs)) !== null);
  }
  if (told.includes(true)) return ledger.passed("presence.tell", `${whose} went away and came back`);
  if (told.length > 0) return ledger.failed("presence.tell", `${whose} went away and came back, and nothing was told`);
  if (other === first || options.room === undefined)
    return ledger.untried("presence.tell", "it is told by rooms only", "--room and --second-token");
  const closings = [await open(first, `room:${options.room}`)];
  const mark = first.mark();
  closings.push(await open(other, `room:${options.room}`));
  const came = await first.heard(mark, "presenceChanged", isTheirs);
  for (const close of closings) close();
  if (came === null) ledger.failed("presence.tell", `${whose} came into the room, and nothing was told`);
  else ledger.passed("presence.tell", `${whose} came into the room`);
}
