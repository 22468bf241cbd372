import { expect, test } from "vitest";
import { type Authenticate, guarded } from "../../../src/server/auth/authenticate.js";
import type { ServerReport } from "../../../src/server/report.js";
import { manualClock } from "../support/manualClock.js";

const user = { id: "an" };

async function ask(authenticate: Authenticate) {
  const [clock, reports] = [manualClock(), [] as ServerReport[]];
  const asked = guarded(authenticate, clock, (report) => reports.push(report))({
    token: "t",
    headers: {},
    cookies: {},
  });
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
  clock.advance(10_000);
  return { outcome: await asked, reports, pending: clock.pending };
}

test.each<[string, unknown]>([
  ["another word than an object", "an"],
  ["no user", { roles: ["admin"] }],
  ["a user whose id is none", { user: { id: "a b" } }],
  ["roles that are none", { user, roles: "admin" }],
  ["an end that is a date", { user, expiresAt: new Date() }],
  ["an end that is a text", { user, expiresAt: "2030-01-01" }],
  ["an end that is no number", { user, expiresAt: Number.NaN }],
  ["a beginning that is a text", { user, issuedAt: "2020-01-01" }],
])("an app that answers with %s lets nobody in, and is told so", async (_what, answer) => {
  const { outcome, reports } = await ask(() => answer as never);
  expect(outcome).toMatchObject({ ok: false, failure: { code: "UNAVAILABLE" } });
  expect(reports).toMatchObject([{ kind: "fault", during: "authenticate" }]);
});

test("an app that throws, rejects or never answers refuses for now, and leaves no timer", async () => {
  const ways: Authenticate[] = [
    () => {
      throw new Error("no database");
    },
    () => Promise.reject(new Error("no database")),
    () => new Promise(() => {}),
  ];
  for (const way of ways) {
    const { outcome, reports, pending } = await ask(way);
    expect(outcome).toMatchObject({ ok: false, failure: { code: "UNAVAILABLE", retryAfterMs: 2_000 } });
    expect(reports).toHaveLength(1);
    expect(pending).toBe(0);
  }
});

test("an app that knows nobody says so, and what it knows beside the user comes through", async () => {
  expect((await ask(() => null)).outcome).toMatchObject({ ok: false, failure: { code: "UNAUTHENTICATED" } });
  const identity = { user, roles: ["admin"], expiresAt: 1_800_000_000_000.5, issuedAt: 1_700_000_000_000 };
  expect((await ask(() => identity)).outcome).toEqual({ ok: true, value: identity });
});
