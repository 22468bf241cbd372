"use client";

/** The mark of presence, told apart by shape as well as colour: disc, disc with a bite, disc with a bar, hollow ring. */
export function PresenceMark({ presence }: { readonly presence: "online" | "away" | "busy" | "offline" }) {
  return (
    <svg className="lobby-presence" data-presence={presence} viewBox="0 0 12 12" aria-hidden="true">
      {presence === "online" && <circle cx="6" cy="6" r="5" fill="currentColor" />}
      {presence === "away" && <path d="M6.2 1a5 5 0 1 0 4.8 4.9A3.6 3.6 0 0 1 6.2 1Z" fill="currentColor" />}
      {presence === "busy" && (
        <path d="M6 1a5 5 0 1 1 0 10A5 5 0 0 1 6 1ZM3.6 5.1v1.8h4.8V5.1Z" fill="currentColor" fillRule="evenodd" />
      )}
      {presence === "offline" && <circle cx="6" cy="6" r="3.9" fill="none" stroke="currentColor" strokeWidth="2.2" />}
    </svg>
  );
}
