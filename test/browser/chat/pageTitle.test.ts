import { afterEach, beforeEach, expect, test } from "vitest";
import { writeTitle } from "../../../src/react/chat/pageTitle.js";
import { eventually } from "../../support/patience.js";

const icon = (color: string) =>
  `data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" width="32" height="32"><rect width="32" height="32" fill="${color}"/></svg>`)}`;

function aPage() {
  document.title = "Lessons";
  const link = document.head.appendChild(document.createElement("link"));
  link.rel = "icon";
  link.href = icon("blue");
  return link;
}

const others: HTMLLinkElement[] = [];
beforeEach(() => {
  // Those of the page that runs the tests.
  for (const link of document.querySelectorAll<HTMLLinkElement>('link[rel~="icon"]')) {
    others.push(link);
    link.remove();
  }
});
afterEach(() => {
  for (const link of document.querySelectorAll('link[rel~="icon"]')) link.remove();
  document.head.append(...others.splice(0));
});

const drawn = async (link: HTMLLinkElement) =>
  eventually(() => expect(link.getAttribute("href")).toMatch(/^data:image\/png/));

/** The colour of a picture at a place of 32 × 32. */
async function colourAt(src: string, x: number, y: number): Promise<readonly number[]> {
  const image = new Image();
  image.src = src;
  await image.decode();
  const canvas = new OffscreenCanvas(32, 32);
  const context = canvas.getContext("2d");
  context?.drawImage(image, 0, 0);
  return [...(context?.getImageData(x, y, 1, 1).data ?? [])];
}

test("the number stands in a corner of the page's own icon, which comes back at the end", async () => {
  const link = aPage();
  const { write, stop } = writeTitle({});
  write({ count: 0, title: (_count, own) => `(3) ${own}`, badge: () => "3" });
  await drawn(link);
  const picture = link.getAttribute("href") ?? "";
  expect(await colourAt(picture, 3, 28)).toEqual([0, 0, 255, 255]);
  const [red = 0, green = 255, blue = 255] = await colourAt(picture, 15, 9);
  expect(red).toBeGreaterThan(150);
  expect(Math.max(green, blue)).toBeLessThan(100);
  write({ count: 0, title: (_count, own) => own, badge: () => "" });
  expect(link.getAttribute("href")).toBe(icon("blue"));
  write({ count: 0, title: (_count, own) => `(1) ${own}`, badge: () => "1" });
  await drawn(link);
  stop();
  expect(link.getAttribute("href")).toBe(icon("blue"));
  expect(document.title).toBe("Lessons");
});

test("a badge that is no longer wanted when the icon has loaded is not drawn", async () => {
  const link = aPage();
  const { write, stop } = writeTitle({});
  write({ count: 0, title: (_count, own) => own, badge: () => "3" });
  stop();
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  expect(link.getAttribute("href")).toBe(icon("blue"));
});

test("a page without an icon has the title alone", async () => {
  document.title = "Lessons";
  const { write, stop } = writeTitle({});
  write({ count: 0, title: (_count, own) => `(3) ${own}`, badge: () => "3" });
  expect(document.title).toBe("(3) Lessons");
  stop();
  expect(document.title).toBe("Lessons");
});
