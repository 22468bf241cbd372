"use client";

/** What an icon shows. Own drawings, for what the first load needs; the icon set comes with the parts that are loaded later. */
const shapes = {
  send: "M12 19.5v-15M5 11.5l7-7 7 7",
  close: "m6 6 12 12M18 6 6 18",
  minimize: "M5 12h14",
  restore: "M14 4h6v6M20 4l-7 7M10 20H4v-6M4 20l7-7",
  attach:
    "M13 4H6a2 2 0 0 0-2 2v12a2 2 0 0 0 2 2h12a2 2 0 0 0 2-2v-7M4.5 18l5-6 4 4.5 2.5-2.5 3.5 4M18.5 2.5v6M15.5 5.5h6",
} as const;

/** A line drawing in the colour of the text around it. Decoration: the control it stands in has the name. */
export function Icon({ shape }: { readonly shape: keyof typeof shapes }) {
  return (
    <svg
      viewBox="0 0 24 24"
      width="1em"
      height="1em"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={shapes[shape]} />
    </svg>
  );
}
