import { StrictMode, useRef } from "react";
import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import { afterEach, describe, expect, test } from "vitest";
import { RowList } from "../../src/components/RowList.js";

interface Row {
  readonly id: string;
  readonly height: number;
}

/** Rows as high as thought, lower and twice as high. */
const rowsOf = (count: number, from = 0): Row[] =>
  Array.from({ length: count }, (_, index) => ({ id: `r${from + index}`, height: [40, 30, 80][index % 3] ?? 40 }));

let cleanUp = () => {};
afterEach(() => cleanUp());

function renderRows(first: readonly Row[]) {
  function Scroller({ rows }: { readonly rows: readonly Row[] }) {
    const scroller = useRef<HTMLDivElement>(null);
    return (
      <div ref={scroller} data-scroller="" style={{ height: 400, overflowY: "auto" }}>
        <RowList label="rows" rows={rows} scroller={scroller} rowPx={40}>
          {({ id, height }, tabIndex) => (
            <button type="button" tabIndex={tabIndex} style={{ display: "block", height, width: "100%" }}>
              {id}
            </button>
          )}
        </RowList>
      </div>
    );
  }
  const container = document.body.appendChild(document.createElement("div"));
  const root = createRoot(container);
  const update = (rows: readonly Row[]) =>
    flushSync(() =>
      root.render(
        <StrictMode>
          <Scroller rows={rows} />
        </StrictMode>,
      ),
    );
  update(first);
  cleanUp = () => {
    root.unmount();
    container.remove();
  };
  const scroller = container.querySelector("[data-scroller]") as HTMLElement;
  const drawn = () => [...container.querySelectorAll<HTMLElement>("[data-id]")];
  /** What stands at that height of the view. */
  const at = (y: number) => {
    const box = scroller.getBoundingClientRect();
    return document.elementFromPoint(box.left + 20, box.top + y)?.closest<HTMLElement>("[data-id]") ?? null;
  };
  return { update, scroller, drawn, at };
}

const painted = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
const press = (key: string) =>
  flushSync(() => document.activeElement?.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true })));

describe("a list of rows", () => {
  test("draws all of some, and of many a screen before and behind what is seen", async () => {
    const list = renderRows(rowsOf(50));
    await painted();
    expect(list.drawn()).toHaveLength(50);
    list.update(rowsOf(1_000));
    await painted();
    expect(list.drawn().length).toBeLessThan(50);
    expect(list.drawn().at(-1)?.getBoundingClientRect().bottom).toBeGreaterThan(700);
    expect(list.scroller.scrollHeight).toBeGreaterThan(39_000);
  });

  test("shows no gap wherever it is scrolled to", async () => {
    const list = renderRows(rowsOf(1_000));
    for (const top of [300, 5_000, 4_700, 39_000, 20_000, 0]) {
      list.scroller.scrollTop = top;
      await painted();
      for (const y of [1, 200, 399]) expect(list.at(y), `${top} + ${y}`).not.toBeNull();
      expect(list.drawn().length).toBeLessThan(70);
    }
  });

  test("keeps what is read in its place while rows above it are drawn for the first time", async () => {
    const list = renderRows(rowsOf(1_000));
    list.scroller.scrollTop = 20_000;
    await painted();
    for (let turn = 0; turn < 30; turn++) {
      const row = list.at(100) as HTMLElement;
      const before = row.getBoundingClientRect().top;
      list.scroller.scrollTop -= 150;
      await painted();
      expect(Math.abs(row.getBoundingClientRect().top - before - 150)).toBeLessThanOrEqual(1);
    }
  });

  test("keeps what is read in its place when rows come above it, or one of those in view goes to the top", async () => {
    const rows = rowsOf(200);
    const list = renderRows(rows);
    list.scroller.scrollTop = 3_000;
    await painted();
    const row = list.at(200) as HTMLElement;
    const before = row.getBoundingClientRect().top;
    list.update([...rowsOf(5, 900), ...rows]);
    await painted();
    expect(row.getBoundingClientRect().top).toBeCloseTo(before, 0);
    const first = list.at(1)?.dataset.id;
    const moved = rows.filter(({ id }) => id === first);
    list.update([...moved, ...rowsOf(5, 900), ...rows.filter(({ id }) => id !== first)]);
    await painted();
    expect(row.getBoundingClientRect().top).toBeCloseTo(before, 0);
  });

  test("is gone through by keys from end to end, and stays one stop of the Tab key wherever it is scrolled to", async () => {
    const list = renderRows(rowsOf(1_000));
    list.drawn()[0]?.querySelector("button")?.focus();
    press("End");
    await painted();
    expect(document.activeElement?.textContent).toBe("r999");
    expect(list.at(390)?.dataset.id).toBe("r999");
    press("ArrowUp");
    expect(document.activeElement?.textContent).toBe("r998");
    press("Home");
    await painted();
    expect(document.activeElement?.textContent).toBe("r0");
    press("ArrowDown");
    list.scroller.scrollTop = 20_000;
    await painted();
    expect(document.activeElement?.textContent).toBe("r1");
    expect(document.querySelectorAll('[data-scroller] [tabindex="0"]')).toHaveLength(1);
    press("ArrowDown");
    await painted();
    expect(list.at(200)?.dataset.id).toMatch(/^r\d$/);
    expect(document.activeElement?.textContent).toBe("r2");
  });
});
