"use client";

const shapes = {
  online: "M6 1a5 5 0 1 1 0 10A5 5 0 0 1 6 1Z",
  away: "M6.2 1a5 5 0 1 0 4.8 4.9A3.6 3.6 0 0 1 6.2 1Z",
  busy: "M6 1a5 5 0 1 1 0 10A5 5 0 0 1 6 1ZM3.6 5.1v1.8h4.8V5.1Z",
  offline: "M6 1a5 5 0 1 1 0 10A5 5 0 0 1 6 1ZM6 3.2a2.8 2.8 0 1 0 0 5.6A2.8 2.8 0 0 0 6 3.2Z",
};

/** The mark of presence, told apart by shape as well as colour: disc, disc with a bite, disc with a bar, hollow ring. */
export function PresenceMark({ presence }: { readonly presence: keyof typeof shapes }) {
  return (
    <svg className="lobby-presence" data-presence={presence} viewBox="0 0 12 12" aria-hidden="true">
      <path d={shapes[presence]} fill="currentColor" fillRule="evenodd" />
    </svg>
  );
}
