import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { parse } from "../../../src/contract/schema.js";
import { supportTicketSchema } from "../../../src/contract/support.js";
import type { LobbyStore } from "../../../src/server/store/store.js";
import type { SupportStore } from "../../../src/server/store/supportStore.js";

const lan = { id: "lan", name: "Lan" };
const minh = { id: "minh", name: "Minh" };
const an = { id: "an", name: "An 'quoted'", avatarUrl: "https://a.example/an.png" };
const id = "support:an";

/** What every store must do with requests for help. */
export function describeSupportStore(name: string, open: () => Promise<LobbyStore> | LobbyStore): void {
  describe(`requests for help in the ${name}`, () => {
    let store: LobbyStore;
    let support: SupportStore;
    beforeEach(async () => {
      store = await open();
      support = store.support;
    });
    afterEach(() => store.close());

    const ask = (visitorId = "an", at = 1_000, topic: string | null = null) =>
      support.start({ conversationId: `support:${visitorId}`, visitor: { ...an, id: visitorId }, topic, at });
    const say = (seq: number, read = false, text = `text ${seq}`) =>
      support.note({
        conversationId: id,
        seq,
        read,
        last: { senderId: read ? "lan" : "an", text, createdAt: 1_000 + seq },
      });

    test("gives back what was asked, as the contract wants it", async () => {
      const { ticket, changed } = await ask("an", 1_000, "billing");
      expect(changed).toBe(true);
      expect(ticket).toEqual({
        conversationId: id,
        visitor: an,
        topic: "billing",
        status: "queued",
        createdAt: 1_000,
        updatedAt: 1_000,
        head: 0,
        readSeq: 0,
      });
      expect(await support.ticket(id)).toEqual(ticket);
      expect(parse(supportTicketSchema, ticket)).toEqual({ ok: true, value: ticket });
      expect(await support.ticket("support:nobody")).toBeNull();
    });

    test("leaves an open one where it is when it is asked again, but for its topic", async () => {
      await ask("an", 1_000);
      expect((await support.ticket(id))?.topic).toBe("general");
      expect(await ask("an", 2_000)).toMatchObject({ changed: false, ticket: { createdAt: 1_000, topic: "general" } });
      expect(await ask("an", 3_000, "billing")).toMatchObject({
        changed: true,
        ticket: { createdAt: 1_000, topic: "billing", status: "queued" },
      });
      expect(await ask("an", 4_000, "billing")).toMatchObject({ changed: false });
      await support.take(id, lan, 5_000);
      expect(await ask("an", 6_000)).toMatchObject({ changed: false, ticket: { status: "taken", agent: lan } });
    });

    test("gives one request to exactly one of twenty agents who want it at the same time", async () => {
      await ask();
      const agents = Array.from({ length: 20 }, (_, index) => ({ id: `agent${index}` }));
      const outcomes = await Promise.all(agents.map((agent) => support.take(id, agent, 2_000)));
      expect(outcomes.filter(({ outcome }) => outcome === "done")).toHaveLength(1);
      expect(outcomes.filter(({ outcome }) => outcome === "conflict")).toHaveLength(19);
      const winner = agents[outcomes.findIndex(({ outcome }) => outcome === "done")];
      expect((await support.ticket(id))?.agent).toEqual(winner);
    });

    test("takes, releases and closes as the states allow", async () => {
      expect(await support.take(id, lan, 2_000)).toEqual({ outcome: "missing" });
      await ask();
      expect(await support.release(id, "lan", 2_000)).toEqual({ outcome: "conflict" });
      expect(await support.take(id, lan, 2_000)).toMatchObject({
        outcome: "done",
        ticket: { status: "taken", agent: lan },
      });
      expect(await support.take(id, lan, 2_500)).toMatchObject({ outcome: "done", ticket: { updatedAt: 2_000 } });
      expect(await support.release(id, "minh", 3_000)).toEqual({ outcome: "conflict" });
      expect(await support.close(id, "minh", 3_000)).toEqual({ outcome: "conflict" });
      const released = await support.release(id, "lan", 4_000);
      expect(released).toMatchObject({ outcome: "done", ticket: { status: "queued", createdAt: 1_000 } });
      expect(released).not.toHaveProperty("ticket.agent");
      await support.take(id, minh, 5_000);
      expect(await support.close(id, "minh", 6_000)).toMatchObject({
        outcome: "done",
        ticket: { status: "closed", agent: minh },
      });
      expect(await support.close(id, "lan", 7_000)).toMatchObject({ outcome: "done", ticket: { updatedAt: 6_000 } });
    });

    test("lets whoever may do everything release and close another's", async () => {
      await ask();
      await support.take(id, lan, 2_000);
      expect(await support.release(id, null, 3_000)).toMatchObject({ outcome: "done" });
      await support.take(id, lan, 4_000);
      expect(await support.close(id, null, 5_000)).toMatchObject({ outcome: "done" });
    });

    test("queues a closed one anew, waiting from now and nobody's", async () => {
      await ask("an", 1_000, "billing");
      await support.take(id, lan, 2_000);
      await support.close(id, "lan", 3_000);
      const again = await ask("an", 9_000);
      expect(again).toMatchObject({ changed: true, ticket: { status: "queued", createdAt: 9_000, topic: "billing" } });
      expect(again.ticket).not.toHaveProperty("agent");
    });

    test("keeps the newest words and how far agents have read, forward only", async () => {
      expect(await say(1)).toBeNull();
      await ask();
      expect(await say(1, false, "hello")).toMatchObject({ head: 1, readSeq: 0, last: { text: "hello" } });
      expect(await say(2)).toMatchObject({ head: 2, readSeq: 0, updatedAt: 1_002 });
      expect(await say(1)).toBeNull();
      expect(await support.read(id, 1)).toMatchObject({ readSeq: 1 });
      expect(await support.read(id, 1)).toBeNull();
      expect(await support.read(id, 99)).toMatchObject({ head: 2, readSeq: 2 });
      expect(await say(3)).toMatchObject({ head: 3, readSeq: 2 });
      expect(await say(4, true)).toMatchObject({ head: 4, readSeq: 4, last: { senderId: "lan" } });
      expect(await support.read("support:nobody", 1)).toBeNull();
    });

    test("lists the open ones longest waiting first, and the closed ones latest first", async () => {
      for (const [index, visitor] of ["a", "b", "c", "d", "e"].entries()) await ask(visitor, 5_000 - index * 1_000);
      await support.take("support:b", lan, 6_000);
      await support.close("support:c", null, 7_000);
      await support.close("support:d", null, 8_000);
      const ids = (tickets: readonly { conversationId: string }[]) => tickets.map((one) => one.conversationId.slice(8));
      expect(ids(await support.open(10))).toEqual(["e", "b", "a"]);
      expect(ids(await support.open(2))).toEqual(["e", "b"]);
      expect(ids(await support.closed(10))).toEqual(["d", "c"]);
      expect(ids(await support.closed(1))).toEqual(["d"]);
    });
  });
}
