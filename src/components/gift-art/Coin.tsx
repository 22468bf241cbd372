"use client";

/** The coin beside a price. Decoration: the number is read out as coins. */
export function Coin() {
  return (
    <svg className="lobby-coin" viewBox="0 0 16 16" width="1em" height="1em" aria-hidden="true">
      <circle cx="8" cy="8" r="7.5" fill="var(--lobby-gift-amber-2, #e8780e)" />
      <circle cx="8" cy="7.6" r="6.6" fill="var(--lobby-gift-amber-1, #ffc94f)" />
      <path
        d="M8 3.6l1.2 2.6 2.8.3-2.1 1.9.6 2.8L8 9.8l-2.5 1.4.6-2.8L4 6.5l2.8-.3Z"
        fill="var(--lobby-gift-gold-1, #fff0a3)"
        stroke="var(--lobby-gift-amber-2, #e8780e)"
        strokeWidth=".6"
        strokeLinejoin="round"
      />
    </svg>
  );
}
