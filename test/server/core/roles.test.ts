import { expect, test } from "vitest";
import { readRoles } from "../../../src/server/core/roles.js";
import { testCore } from "../support/testCore.js";

const news = { type: "notificationsCleared" } as const;

test("a session hears what its roles hear, until it is over", () => {
  const { tab, hub } = testCore();
  const admin = tab({ user: { id: "an" }, roles: ["admin"] });
  const other = tab("binh");
  hub.publish(["role:admin"], news);
  expect(admin.heard("notificationsCleared")).toHaveLength(1);
  expect(other.heard()).toEqual([]);
  admin.session.end();
  expect(hub.size("role:admin")).toBe(0);
});

test("a new token gives the roles it names and takes the others away", async () => {
  let roles: readonly string[] | undefined = ["admin"];
  const { tab, hub } = testCore({
    verifyToken: async () => (roles === undefined ? { user: { id: "an" } } : { user: { id: "an" }, roles }),
  });
  const an = tab("an");
  await an.do("reauthenticate", { token: "t1" });
  hub.publish(["role:admin"], news);
  expect(an.heard("notificationsCleared")).toHaveLength(1);
  roles = undefined;
  await an.do("reauthenticate", { token: "t2" });
  hub.publish(["role:admin"], news);
  expect(an.heard("notificationsCleared")).toHaveLength(1);
});

test("roles are read from one word or a list, and what can't be one is left out", () => {
  expect(readRoles("admin")).toEqual(["admin"]);
  expect(readRoles(["admin", "agent", "admin", 7, null, "two words", "__proto__"])).toEqual(["admin", "agent"]);
  expect(readRoles(Array.from({ length: 500 }, (_, index) => `r${index}`))).toHaveLength(20);
  for (const none of [undefined, null, 3, {}, { role: "admin" }, ""]) expect(readRoles(none)).toEqual([]);
});
