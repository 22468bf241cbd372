"use client";

/** The shape of a list of people, before there is one. */
export function GiftRowBones({ label }: { readonly label: string }) {
  return (
    <div className="lobby-gift-bones" role="status" aria-label={label}>
      {[0.62, 0.4, 0.52, 0.34].map((width) => (
        <div key={width}>
          <span className="lobby-bone" />
          <span className="lobby-bone" style={{ inlineSize: `${width * 100}%` }} />
        </div>
      ))}
    </div>
  );
}
