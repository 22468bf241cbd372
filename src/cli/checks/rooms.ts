import { inWords, type Trial } from "../trial.js";

/** Enters the room, if one is named, and asks what it is and who is in it. */
export async function checkRooms(trial: Trial): Promise<void> {
  const { ledger, first, options } = trial;
  if (!ledger.claims("rooms.enter")) return ledger.missing("rooms.view");
  const { room } = options;
  if (room === undefined) {
    for (const id of ["rooms.enter", "rooms.view"] as const) ledger.untried(id, "no room may be entered", "--room");
    return;
  }
  const conversationId = `room:${room}`;
  const outcome = await first.execute("openConversation", { conversationId });
  if (!outcome.ok) ledger.failed("rooms.enter", inWords(outcome.failure), "See what outgoing.openConversation sends.");
  else ledger.passed("rooms.enter", outcome.value === null ? "nothing confirms it" : "it was answered");

  const view = await first.execute("watchRoom", { roomId: room });
  if (view.ok && view.value !== null) {
    const { roster, room: info } = view.value;
    ledger.passed("rooms.view", `${info.title ?? info.roomId}: ${info.memberCount} in it, ${roster.length} by name`);
  } else if (view.ok) ledger.missing("rooms.view", "nothing on this wire");
  else if (view.failure.code === "UNSUPPORTED") ledger.missing("rooms.view", "the protocol has no word for it");
  else ledger.failed("rooms.view", inWords(view.failure), "See what outgoing.watchRoom sends.");
  await first.execute("unwatchRoom", { roomId: room });
  if (trial.talk?.conversationId !== conversationId) await first.execute("closeConversation", { conversationId });
}
