/** A place that something will take in a moment. */
export function Skeleton({ height, width = "100%" }: { readonly height: string; readonly width?: string }) {
  return <div className="skeleton" style={{ blockSize: height, inlineSize: width }} aria-hidden="true" />;
}
