import { describe, expect, test } from "vitest";
import { poseAt, withinStage } from "../../../src/components/chat/viewerPose.js";

const box = (left: number, top: number, width: number, height: number) => ({ left, top, width, height });

describe("the pose at a thumbnail", () => {
  test("of the same proportions is the whole picture, smaller, over its middle", () => {
    expect(poseAt(box(100, 100, 200, 100), box(0, 0, 800, 400))).toEqual({
      x: -200,
      y: -50,
      scale: 0.25,
      opacity: 1,
      clipPath: "inset(0px 0px round 48px)",
    });
  });

  test("that shows the middle only is cut at the sides as the thumbnail is", () => {
    // A square thumbnail of a picture twice as wide as high: a quarter of the width is missing at each side.
    const pose = poseAt(box(0, 0, 100, 100), box(0, 0, 800, 400));
    expect(pose.scale).toBe(0.25);
    expect(pose.clipPath).toContain("inset(0px 200px");
  });
});

describe("an enlarged picture", () => {
  const stage = box(0, 0, 400, 600);
  test("moves until its edge meets the stage's", () => {
    expect(withinStage({ x: 900, y: -900 }, 2, box(0, 100, 400, 400), stage)).toEqual({ x: 200, y: -100 });
    expect(withinStage({ x: -50, y: 20 }, 2, box(0, 100, 400, 400), stage)).toEqual({ x: -50, y: 20 });
  });
  test("stays in the middle of the axis in which it fits", () => {
    expect(withinStage({ x: 50, y: 50 }, 2, box(0, 200, 400, 200), stage)).toEqual({ x: 50, y: 0 });
  });
});
