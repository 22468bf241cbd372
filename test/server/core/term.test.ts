import { expect, test } from "vitest";
import { testCore } from "../support/testCore.js";

const user = { id: "an" };

test("an endless session has no timers", () => {
  const { tab, clock } = testCore();
  tab({ user });
  // Those who watch him have been told.
  clock.advance(1_000);
  expect(clock.pending).toBe(0);
});

test("a session of a token that ends in a month is warned and ended then, not when a timer overflows", () => {
  const { tab, clock, network } = testCore();
  const month = 31 * 86_400_000;
  const { id, heard } = tab({ user, expiresAt: clock.now() + month });
  clock.advance(month - 61_000);
  expect(heard("tokenExpiring")).toEqual([]);
  clock.advance(1_000);
  expect(heard("tokenExpiring")).toEqual([{ type: "tokenExpiring", inMs: 60_000 }]);
  clock.advance(89_000);
  expect(network.byes(id)).toEqual([]);
  clock.advance(1_000);
  expect(network.byes(id)).toEqual([{ code: "expired" }]);
});

test("a session that begins with an expired token is asked for another at once and has ten seconds to bring it", () => {
  const { tab, clock, network } = testCore();
  const { id, heard } = tab({ user, expiresAt: clock.now() - 50_000 });
  clock.advance(0);
  expect(heard("tokenExpiring")).toEqual([{ type: "tokenExpiring", inMs: 0 }]);
  clock.advance(9_999);
  expect(network.byes(id)).toEqual([]);
  clock.advance(1);
  expect(network.byes(id)).toEqual([{ code: "expired" }]);
});

test("a renewed session is neither warned nor ended by the old term, and takes name and picture from the new token", async () => {
  const { tab, clock, network } = testCore({
    verifyToken: async () => ({ user: { id: "an", name: "New" }, expiresAt: clock.now() + 600_000 }),
  });
  const { id, heard, session, do: command } = tab({ user, expiresAt: clock.now() + 90_000 });
  expect(await command("reauthenticate", { token: "t" })).toEqual({ ok: true, expiresInMs: 600_000 });
  expect(session.user).toEqual({ id: "an", name: "New" });
  clock.advance(300_000);
  expect([heard("tokenExpiring"), network.byes(id)]).toEqual([[], []]);
  expect(clock.pending).toBe(1);
});

test("a token of another user is refused, and the session stays whose it was", async () => {
  const { tab } = testCore({ verifyToken: async () => ({ user: { id: "binh" } }) });
  const { session, do: command } = tab({ user });
  expect(await command("reauthenticate", { token: "t" })).toMatchObject({ code: "FORBIDDEN" });
  expect(session.user).toEqual(user);
});

test("a server that can't verify tokens says so", async () => {
  const { tab } = testCore();
  expect(await tab("an").do("reauthenticate", { token: "t" })).toMatchObject({ code: "UNSUPPORTED" });
});

test("a verifier that is out of order refuses for now, not for good", async () => {
  const { tab } = testCore({ verifyToken: () => Promise.reject(new Error("down")) });
  expect(await tab("an").do("reauthenticate", { token: "t" })).toMatchObject({ code: "UNAVAILABLE" });
});

test("a token that is verified when the session is over begins no new term", async () => {
  let verify: (identity: { user: typeof user; expiresAt: number }) => void = () => {};
  const { tab, clock } = testCore({
    verifyToken: () =>
      new Promise((resolve) => {
        verify = resolve;
      }),
  });
  const { session, ...an } = tab({ user });
  const answer = an.do("reauthenticate", { token: "fresh" });
  session.end();
  clock.advance(60_000);
  verify({ user, expiresAt: clock.now() + 3_600_000 });
  expect(await answer).toMatchObject({ ok: false, code: "UNAVAILABLE" });
  expect(clock.pending).toBe(0);
});
