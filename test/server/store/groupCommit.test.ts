import { expect, test } from "vitest";
import { groupCommit } from "../../../src/server/store/groupCommit.js";

/** A disk that is told when to finish. */
function manualDisk() {
  const commits: { items: readonly number[]; finish(): void; fail(): void }[] = [];
  const put = groupCommit<number, number>(
    (items) =>
      new Promise((resolve, reject) => {
        commits.push({
          items,
          finish: () => resolve(items.map((item) => item * 10)),
          fail: () => reject(new Error("disk")),
        });
      }),
    queueMicrotask,
  );
  const turn = () => new Promise<void>((resolve) => setImmediate(resolve));
  return { commits, put, turn };
}

test("what comes while a commit is on its way waits for it and shares the next: never two at once", async () => {
  const { commits, put, turn } = manualDisk();
  const order: number[] = [];
  const results = [1, 2, 3].map((item) => put(item).then((result) => void order.push(result)));
  await turn();
  expect(commits.map(({ items }) => items)).toEqual([[1, 2, 3]]);
  results.push(...[4, 5].map((item) => put(item).then((result) => void order.push(result))));
  await turn();
  expect(commits).toHaveLength(1);
  commits[0]?.finish();
  await turn();
  expect(commits.map(({ items }) => items)).toEqual([
    [1, 2, 3],
    [4, 5],
  ]);
  commits[1]?.finish();
  await Promise.all(results);
  expect(order).toEqual([10, 20, 30, 40, 50]);
});

test("when a shared commit fails each is tried by itself, and only who fails then is told", async () => {
  const { commits, put, turn } = manualDisk();
  const results = Promise.allSettled([put(1), put(2)]);
  await turn();
  commits[0]?.fail();
  await turn();
  commits[1]?.fail();
  await turn();
  commits[2]?.finish();
  expect((await results).map(({ status }) => status)).toEqual(["rejected", "fulfilled"]);
  expect(commits.map(({ items }) => items)).toEqual([[1, 2], [1], [2]]);
});

test("a commit takes two hundred at most", async () => {
  const { commits, put, turn } = manualDisk();
  const all = Promise.all(Array.from({ length: 450 }, (_, at) => put(at)));
  for (let at = 0; at < 3; at++) {
    await turn();
    commits[at]?.finish();
  }
  await all;
  expect(commits.map(({ items }) => items.length)).toEqual([200, 200, 50]);
});
