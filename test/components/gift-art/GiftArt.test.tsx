import { fireEvent, render } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { drawingOf, type PicturedGift } from "../../../src/components/gift-art/drawingOf.js";
import { GiftArt } from "../../../src/components/gift-art/GiftArt.js";
import { drawings } from "../../../src/components/gift-art/giftDrawings.js";

const gift = (more: Partial<PicturedGift> = {}): PicturedGift => ({
  giftId: "g-1",
  name: "Something",
  animation: "default",
  ...more,
});

describe("which drawing a gift has", () => {
  test.each([
    ["its id", { giftId: "red_rose" }, "rose"],
    ["its id before its name", { giftId: "coffee", name: "Rose" }, "coffee"],
    ["its name", { name: "Golden Crown" }, "crown"],
    ["a Vietnamese name", { name: "Hoa hồng" }, "rose"],
    ["another Vietnamese name", { name: "Đèn lồng" }, "lantern"],
    ["an Arabic name", { name: "قلب كبير" }, "heart"],
    ["what it does on the stage", { animation: "rainbow" }, "rainbow"],
    ["nothing", {}, "present"],
  ] as const)("by %s", (_, more, drawing) => {
    expect(drawingOf(gift(more))).toBe(drawing);
  });
});

describe("every drawing", () => {
  test.each(Object.keys(drawings))("%s is of paths that can be drawn, in its frame", (name) => {
    const { container } = render(<GiftArt gift={gift({ giftId: name })} />);
    const paths = [...container.querySelectorAll("path")];
    expect(paths.length).toBeGreaterThan(3);
    for (const path of paths) expect(path.getAttribute("d")).toMatch(/^[Mm][\d\s.,MmLlHhVvCcSsAaQqTtZz-]+$/);
    const ids = [...container.querySelectorAll("linearGradient")].map(({ id }) => `url(#${id})`);
    for (const path of paths)
      for (const paint of [path.getAttribute("fill"), path.getAttribute("stroke")])
        if (paint !== "none") expect(ids).toContain(paint);
  });

  test("has paints of its own: two of a kind share no id", () => {
    const { container } = render(
      <>
        <GiftArt gift={gift({ giftId: "rose" })} />
        <GiftArt gift={gift({ giftId: "rose" })} />
      </>,
    );
    const ids = [...container.querySelectorAll("linearGradient")].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe("a picture of the catalogue's own", () => {
  test("is shown, and its drawing where it can't be loaded", () => {
    const { container } = render(<GiftArt gift={gift({ imageUrl: "https://img.test/a.png" })} />);
    const image = container.querySelector("img");
    expect(image).toHaveAttribute("src", "https://img.test/a.png");
    if (image) fireEvent.error(image);
    expect(container.querySelector("img")).toBeNull();
    expect(container.querySelector("svg")).not.toBeNull();
  });

  test.each(["javascript:alert(1)", "//evil.test/a.png", "data:text/html,x", "data:image/svg+xml,x"])(
    "is not asked for at %s",
    (imageUrl) => {
      const { container } = render(<GiftArt gift={gift({ imageUrl })} />);
      expect(container.querySelector("img")).toBeNull();
    },
  );
});
