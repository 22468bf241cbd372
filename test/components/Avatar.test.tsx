import { fireEvent, render, screen } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { Avatar } from "../../src/components/Avatar.js";
import { initials, personHue, personHues } from "../../src/components/personHue.js";

describe("an avatar", () => {
  test("is one picture with one name, presence included", () => {
    render(<Avatar userId="an" name="An Nguyễn" presence="away" />);
    expect(screen.getByRole("img", { name: "An Nguyễn, Away" })).toHaveTextContent("AN");
  });

  test("falls back to initials when its picture can't be had, and tries another address again", () => {
    const { container, rerender } = render(<Avatar userId="an" name="An" src="https://x.test/a.png" />);
    const image = () => container.querySelector("img");
    expect(image()).toHaveAttribute("src", "https://x.test/a.png");
    expect(image()).toHaveAttribute("referrerpolicy", "no-referrer");
    fireEvent.error(image() as HTMLImageElement);
    expect(image()).toBeNull();
    expect(screen.getByRole("img")).toHaveTextContent("A");
    rerender(<Avatar userId="an" name="An" src="https://x.test/b.png" />);
    expect(image()).not.toBeNull();
  });

  test.each(["javascript:alert(1)", "data:image/svg+xml,<svg>", "data:text/html,x", "//x.test/a.png", "blob:x"])(
    "never loads %s",
    (src) => {
      const { container } = render(<Avatar userId="an" name="An" src={src} />);
      expect(container.querySelector("img")).toBeNull();
    },
  );
});

test("initials are of the first and last word, in whole letters of any script", () => {
  expect(
    ["An", "an nguyễn văn bình", "Đào", "周杰", "é\u0301x", "  ", "", "🎉 party", "🎉", "O'Neil-Smith", "عمر حداد"].map(
      initials,
    ),
  ).toEqual(["A", "AB", "Đ", "周", "É\u0301", "", "", "🎉P", "🎉", "O", "عح"]);
  expect(initials("a".repeat(100_000))).toBe("A");
});

test("a person's hue depends on the id alone, and a crowd's are spread over all twelve", () => {
  expect(personHue("an")).toBe(personHue("an"));
  const count = new Map<number, number>(personHues.map((hue) => [hue, 0]));
  for (let index = 0; index < 1_200; index += 1) {
    const hue = personHue(`user-${index}`);
    count.set(hue, (count.get(hue) ?? 0) + 1);
  }
  expect(Math.min(...count.values())).toBeGreaterThan(60);
});
