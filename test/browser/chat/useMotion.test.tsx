import { StrictMode, useRef } from "react";
import { flushSync } from "react-dom";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, expect, test } from "vitest";
import { type Look, useMotion } from "../../../src/components/chat/useMotion.js";

const roots: { readonly root: Root; readonly host: HTMLElement }[] = [];
afterEach(() => {
  for (const { root, host } of roots.splice(0)) {
    flushSync(() => root.unmount());
    host.remove();
  }
});

interface BoxProps {
  readonly to: Look;
  readonly atOnce?: boolean;
  readonly onSettled?: () => void;
}

function Box({ to, atOnce = false, onSettled = () => {} }: BoxProps) {
  const element = useRef<HTMLDivElement>(null);
  useMotion({ element, from: () => ({ translate: "none", opacity: "0" }), to, atOnce, onSettled });
  return <div ref={element} className="box" />;
}

function renderBox(props: BoxProps) {
  const host = document.body.appendChild(document.createElement("div"));
  const root = createRoot(host);
  roots.push({ root, host });
  const render = (next: BoxProps) =>
    flushSync(() =>
      root.render(
        <StrictMode>
          <Box {...next} />
        </StrictMode>,
      ),
    );
  render(props);
  const box = host.querySelector(".box") as HTMLElement;
  const at = () => Number.parseFloat(getComputedStyle(box).translate) || 0;
  /** Puts every animation that runs at that many milliseconds, as if they had passed. */
  const pass = (ms: number) => {
    for (const animation of box.getAnimations()) {
      animation.pause();
      animation.currentTime = ms;
    }
  };
  /** Lets every animation come to its end, and its end be told. */
  const end = async () => {
    const animations = box.getAnimations();
    const ended = Promise.all(animations.map(({ finished }) => finished));
    for (const animation of animations) animation.finish();
    await ended;
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  };
  return { render, box, at, pass, end, host, root };
}

test("begins at its start, in the first frame too, and tells its end once", async () => {
  let ends = 0;
  const { at, box, pass, end } = renderBox({
    to: { translate: "100px", opacity: "1" },
    onSettled: () => {
      ends += 1;
    },
  });
  pass(0);
  expect([at(), getComputedStyle(box).opacity]).toEqual([0, "0"]);
  pass(140);
  expect(at()).toBeGreaterThan(1);
  expect(at()).toBeLessThan(100);
  expect(ends).toBe(0);
  await end();
  expect([at(), getComputedStyle(box).opacity, ends]).toEqual([100, "1", 1]);
});

test("a movement that is cut short goes on from where it is, and only the last one's end is told", async () => {
  const ends: string[] = [];
  const { render, at, pass, end } = renderBox({ to: { translate: "100px", opacity: "1" } });
  pass(60);
  const before = at();
  render({ to: { translate: "-50px", opacity: "0" }, onSettled: () => ends.push("back") });
  pass(0);
  expect(at()).toBeCloseTo(before, 1);
  expect(before).toBeGreaterThan(1);
  await end();
  expect([at(), ends]).toEqual([-50, ["back"]]);
});

test("what is held follows at once, while what does not change goes on", async () => {
  const { render, box, at, pass, end } = renderBox({ to: { translate: "100px", opacity: "1" } });
  pass(60);
  render({ to: { translate: "30px", opacity: "1" }, atOnce: true });
  expect(at()).toBe(30);
  const opacity = Number(getComputedStyle(box).opacity);
  expect(opacity).toBeGreaterThan(0);
  expect(opacity).toBeLessThan(1);
  await end();
  expect([at(), getComputedStyle(box).opacity]).toEqual([30, "1"]);
});

test("a render that moves nothing starts nothing anew", () => {
  const { render, box, pass, at } = renderBox({ to: { translate: "100px", opacity: "1" } });
  pass(60);
  const before = [at(), box.getAnimations()];
  render({ to: { translate: "100px", opacity: "1" } });
  expect([at(), box.getAnimations()]).toEqual(before);
});

test("what is not drawn is put where it belongs, and its end is told", () => {
  const ends: string[] = [];
  const { render, host, box, pass } = renderBox({ to: { translate: "100px", opacity: "1" } });
  pass(60);
  host.hidden = true;
  render({ to: { translate: "5px", opacity: "0" }, onSettled: () => ends.push("end") });
  expect([box.style.translate, box.style.opacity, ends]).toEqual(["5px", "0", ["end"]]);
});

test("taken away in the midst of it, it tells no end", async () => {
  const ends: string[] = [];
  const { root, box } = renderBox({ to: { translate: "100px", opacity: "1" }, onSettled: () => ends.push("end") });
  flushSync(() => root.unmount());
  expect(box.getAnimations()).toEqual([]);
  await new Promise((resolve) => requestAnimationFrame(resolve));
  expect(ends).toEqual([]);
});
