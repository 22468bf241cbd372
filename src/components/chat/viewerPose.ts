/** Where a picture stands in the viewer, as its difference from its own place there, CSS pixels. */
export interface Pose {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
  readonly opacity: number;
  readonly clipPath: string;
}

/** A box on the screen, as `getBoundingClientRect` measures it. */
export type Box = Pick<DOMRect, "left" | "top" | "width" | "height">;

/** In its place. */
export const restPose: Pose = { x: 0, y: 0, scale: 1, opacity: 1, clipPath: "inset(0px 0px round 8px)" };

/** A pose in CSS. At rest it is not transformed, so that it is drawn as sharp as any picture. */
export function lookOf({ x, y, scale, opacity, clipPath }: Pose) {
  return {
    translate: x === 0 && y === 0 ? "none" : `${x}px ${y}px`,
    scale: scale === 1 ? "none" : `${scale}`,
    opacity: `${opacity}`,
    clipPath,
  };
}

/** The viewer's picture as it looks in the place of its thumbnail: which shows the middle of it only, cut to the thumbnail's proportions. */
export function poseAt(thumbnail: Box, place: Box): Pose {
  const scale = Math.max(thumbnail.width / place.width, thumbnail.height / place.height);
  // What the thumbnail cuts off at each side, in the size of the place.
  const cutX = (place.width - thumbnail.width / scale) / 2;
  const cutY = (place.height - thumbnail.height / scale) / 2;
  return {
    x: thumbnail.left + thumbnail.width / 2 - (place.left + place.width / 2),
    y: thumbnail.top + thumbnail.height / 2 - (place.top + place.height / 2),
    scale,
    opacity: 1,
    clipPath: `inset(${cutY}px ${cutX}px round ${12 / scale}px)`,
  };
}

/** How far an enlarged picture may be moved: until its edge meets the stage's. In an axis in which it fits it stays in the middle. */
export function withinStage(
  moved: { readonly x: number; readonly y: number },
  zoom: number,
  place: Box,
  stage: Box,
): { x: number; y: number } {
  const most = (size: number, room: number) => Math.max(0, (size * zoom - room) / 2);
  const [x, y] = [most(place.width, stage.width), most(place.height, stage.height)];
  return { x: Math.min(x, Math.max(-x, moved.x)), y: Math.min(y, Math.max(-y, moved.y)) };
}
