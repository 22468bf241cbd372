import type { Failure } from "../../contract/errors.js";
import { conversationIdOf } from "../../contract/ids.js";
import type { SupportTicket } from "../../contract/support.js";
import type { CheckId } from "../ledger.js";
import { pause } from "../patience.js";
import type { Probe } from "../probe.js";
import { counted, graceMs, inWords, open, type Trial } from "../trial.js";
import { send } from "./send.js";

/** What it takes an agent for. */
const agentChecks: readonly CheckId[] = ["support.queue", "support.take", "support.reply", "support.close"];
/** What it takes a request for. */
const ticketChecks: readonly CheckId[] = ["support.start", "support.take", "support.reply", "support.close"];

/** Asks for one's own request, and watches the queue; if told to, asks for help with one account and helps with the other. */
export async function checkSupport(trial: Trial): Promise<void> {
  const { ledger, first, second } = trial;
  if (!ledger.claims("support.status")) return;
  const status = await first.execute("supportStatus", {});
  if (!status.ok) ledger.failed("support.status", inWords(status.failure));
  else ledger.passed("support.status", status.value?.ticket === undefined ? "there is none" : "there is one");

  const agent = await findAgent(trial);
  try {
    const visitor = agent === first ? second : first;
    const ticket = visitor === null ? null : await checkStart(trial, visitor);
    if (visitor === null) ledger.untried("support.start", "the only account is an agent's", "--second-token");
    if (agent !== null) await checkQueue(trial, agent, ticket);
    if (agent !== null && visitor !== null && ticket !== null) await checkHelp(trial, agent, visitor, ticket);
  } finally {
    await agent?.execute("unwatchSupportQueue", {});
  }
  for (const id of ticketChecks) ledger.untried(id, "there is no request of its own", "--support");
}

/** Which account is an agent's: the one that may watch the queue. `null` when none may. */
async function findAgent({ ledger, first, second }: Trial): Promise<Probe | null> {
  const failures: Failure[] = [];
  for (const probe of second === null ? [first] : [second, first]) {
    const outcome = await watch(probe);
    if (outcome.ok) return probe;
    failures.push(outcome.failure);
  }
  const odd = failures.find(({ code }) => code !== "FORBIDDEN" && code !== "UNAVAILABLE");
  if (odd?.code === "UNSUPPORTED")
    for (const id of agentChecks) ledger.missing(id, "the protocol has no word for agents");
  else if (odd !== undefined) ledger.failed("support.queue", inWords(odd));
  const why = `no account here is an agent's (${failures.map(inWords).join("; ")})`;
  for (const id of agentChecks) ledger.untried(id, why, "an agent's --second-token");
  return null;
}

async function watch(probe: Probe) {
  const outcome = await probe.execute("watchSupportQueue", {});
  if (outcome.ok || outcome.failure.code !== "UNAVAILABLE") return outcome;
  // A namespace of agents' own may be there a moment after the connection.
  await pause(graceMs);
  return probe.execute("watchSupportQueue", {});
}

/** Asks for help, twice: there is one request a visitor. Answers it. */
async function checkStart(trial: Trial, visitor: Probe): Promise<SupportTicket | null> {
  const { ledger, options } = trial;
  const { support } = options;
  if (support === undefined) {
    for (const id of ticketChecks) ledger.untried(id, "agents see it", "--support");
    return null;
  }
  const outcome = await visitor.execute("startSupport", { supportType: support });
  if (!outcome.ok) {
    const { code } = outcome.failure;
    if (code === "UNSUPPORTED") ledger.missing("support.start", "the protocol has no word for it");
    else if (code === "FORBIDDEN")
      ledger.untried("support.start", `this account may not (${inWords(outcome.failure)})`, "one that may");
    else ledger.failed("support.start", inWords(outcome.failure));
    return null;
  }
  const ticket = outcome.value?.ticket;
  const again = await visitor.execute("startSupport", { supportType: support });
  const status = await visitor.execute("supportStatus", {});
  const wrong = ticket === undefined ? "the answer holds no request" : wrongWith(ticket, visitor, support);
  if (ticket === undefined || wrong !== null) {
    ledger.failed("support.start", wrong ?? "");
    return null;
  }
  if (!again.ok) ledger.failed("support.start", `asked for once more: ${inWords(again.failure)}`);
  else if (again.value?.ticket.createdAt !== ticket.createdAt)
    ledger.failed("support.start", "asked for twice, there is another one");
  else if (!status.ok || status.value?.ticket?.conversationId !== ticket.conversationId)
    ledger.failed("support.start", "asked for, and afterwards there is none");
  else ledger.passed("support.start", `there is one, about ${ticket.topic}`);
  return ticket;
}

function wrongWith(ticket: SupportTicket, { user }: Probe, topic: string): string | null {
  const { conversationId } = ticket;
  if (conversationId !== conversationIdOf({ kind: "support", visitorId: user.id }, user.id))
    return `it is named ${conversationId}`;
  if (ticket.visitor.id !== user.id) return `it is one of ${ticket.visitor.id}`;
  if (ticket.topic !== topic) return `it is about ${ticket.topic}`;
  return ticket.status === "closed" ? "it is closed" : null;
}

async function checkQueue({ ledger }: Trial, agent: Probe, ticket: SupportTicket | null): Promise<void> {
  const outcome = await watch(agent);
  if (!outcome.ok) return ledger.failed("support.queue", inWords(outcome.failure));
  const { tickets = [], more = false } = outcome.value ?? {};
  if (ticket === null) return ledger.passed("support.queue", counted(tickets.length, "request"));
  const isIt = (one: SupportTicket) => one.conversationId === ticket.conversationId;
  if (!more && !tickets.some(isIt)) return ledger.failed("support.queue", "the new request is not in it");
  // One that was there before is no news.
  const isNew = ticket.status === "queued" && ticket.updatedAt === ticket.createdAt;
  const told = !isNew || (await agent.heard(0, "supportTicketChanged", (event) => isIt(event.ticket))) !== null;
  if (told) ledger.passed("support.queue", "the new request is in it");
  else
    ledger.failed(
      "support.queue",
      "of the new request whoever watches was not told",
      "Map the event of this server to supportTicketChanged in incoming.",
    );
}

/** Takes the visitor's request, gives it back, takes it again, talks, and closes it: nothing is left in the queue. */
async function checkHelp(trial: Trial, agent: Probe, visitor: Probe, { conversationId }: SupportTicket): Promise<void> {
  const { ledger } = trial;
  const step = stepper(agent, visitor, conversationId);
  const taken = await step("takeSupport", "taken");
  if (taken?.code === "CONFLICT") {
    for (const id of agentChecks) ledger.untried(id, "another agent has it");
    return;
  }
  const wrong = taken ?? (await step("releaseSupport", "queued")) ?? (await step("takeSupport", "taken"));
  if (wrong === null) ledger.passed("support.take", "taken, given back and taken again, and the visitor was told");
  else ledger.failed("support.take", wrong.why);
  if (wrong === null) await checkReply(trial, agent, visitor, conversationId);
  else ledger.untried("support.reply", "nobody has taken it");
  const left = await step("closeSupport", "closed");
  if (left === null) ledger.passed("support.close", "closed, and the visitor was told");
  else ledger.failed("support.close", left.why);
}

type Step = "takeSupport" | "releaseSupport" | "closeSupport";

/** Carries out a step, and answers what is wrong with it; `null`: nothing. */
function stepper(agent: Probe, visitor: Probe, conversationId: string) {
  return async (
    step: Step,
    status: SupportTicket["status"],
  ): Promise<{ readonly code: string; readonly why: string } | null> => {
    const mark = visitor.mark();
    const outcome = await agent.execute(step, { conversationId });
    if (!outcome.ok) return { code: outcome.failure.code, why: `${step}: ${inWords(outcome.failure)}` };
    const isSo = (ticket: SupportTicket | undefined) =>
      ticket?.conversationId === conversationId &&
      ticket.status === status &&
      (status !== "taken" || ticket.agent?.id === agent.user.id);
    const answer = outcome.value?.ticket;
    if (!isSo(answer)) return { code: "", why: `${step}: it is answered as ${answer?.status ?? "none"}` };
    const told = await visitor.heard(mark, "supportTicketChanged", ({ ticket }) => isSo(ticket));
    return told === null ? { code: "", why: `${step}: the visitor was told nothing` } : null;
  };
}

/** The agent writes to the visitor, and the visitor to the agent. */
async function checkReply(trial: Trial, agent: Probe, visitor: Probe, conversationId: string): Promise<void> {
  const { ledger, protocol } = trial;
  const closings = await Promise.all([agent, visitor].map((probe) => open(probe, conversationId)));
  try {
    for (const [from, to, whose] of [
      [agent, visitor, "the agent's"],
      [visitor, agent, "the visitor's"],
    ] as const) {
      const mark = to.mark();
      const sent = await send(trial, from, conversationId);
      if (!sent.ok) return ledger.failed("support.reply", `${whose} words are refused (${sent.why})`);
      if (protocol.capabilities.echo === "none") continue;
      const told = await to.heard(mark, "messageReceived", ({ message }) => message.body.text === sent.text);
      if (told === null) return ledger.failed("support.reply", `${whose} words did not arrive`);
    }
    ledger.passed("support.reply", "each has heard the other");
  } finally {
    for (const close of closings) close();
  }
}
