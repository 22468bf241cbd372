/** Drops that point away from a centre, one each `every` degrees: a path from the radius `from` to `to`, `width` at its outer end. */
export function rays(
  x: number,
  y: number,
  from: number,
  to: number,
  width: number,
  every: number,
  start: number,
): string {
  let d = "";
  for (let degrees = start; degrees < start + 360; degrees += every) {
    const [sin, cos] = [Math.sin((degrees * Math.PI) / 180), Math.cos((degrees * Math.PI) / 180)];
    const at = (r: number, side: number) =>
      `${(x + r * sin + side * cos).toFixed(1)} ${(y - r * cos + side * sin).toFixed(1)}`;
    d += `M${at(from, 0)}L${at(to, -width)}A${width} ${width} 0 0 1 ${at(to, width)}Z`;
  }
  return d;
}
