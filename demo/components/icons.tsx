import type { ReactNode } from "react";

/** Line drawings on a grid of 24, in the current colour; always beside a word or in a button with a name. */
function Icon({ children }: { readonly children: ReactNode }) {
  return (
    <svg
      viewBox="0 0 24 24"
      width="20"
      height="20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {children}
    </svg>
  );
}

export const BackIcon = () => (
  <Icon>
    <path d="M15 5l-7 7 7 7" />
  </Icon>
);
export const PlusIcon = () => (
  <Icon>
    <path d="M4 20l.9-3.6L15.6 5.7a2 2 0 0 1 2.8 2.8L7.6 19.1 4 20zM13.5 7.8l2.8 2.8M14 20h6" />
  </Icon>
);
export const MessagesIcon = () => (
  <Icon>
    <path d="M5 5h14a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2h-7l-5 4v-4H5a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2z" />
  </Icon>
);
export const CoursesIcon = () => (
  <Icon>
    <path d="M12 6c-2-1.6-5-2-8-2v14c3 0 6 .4 8 2 2-1.6 5-2 8-2V4c-3 0-6 .4-8 2zm0 0v14" />
  </Icon>
);
export const StudyIcon = () => (
  <Icon>
    <circle cx="12" cy="13.5" r="7.5" />
    <path d="M12 9.5v4l2.5 1.5M9.5 3h5M18.5 6l1 1" />
  </Icon>
);
export const LiveIcon = () => (
  <Icon>
    <rect x="3" y="6" width="12.5" height="12" rx="2.5" />
    <path d="M15.5 11l5-3v8l-5-3" />
  </Icon>
);
export const MarketIcon = () => (
  <Icon>
    <path d="M4 18l5-6 4 3.5L20 7M15 7h5v5" />
  </Icon>
);
export const SupportIcon = () => (
  <Icon>
    <path d="M4.5 14v-2.5a7.5 7.5 0 0 1 15 0V14M4.5 13h2a1 1 0 0 1 1 1v3.5a1 1 0 0 1-1 1h-.5a1.5 1.5 0 0 1-1.5-1.5zM19.5 13h-2a1 1 0 0 0-1 1v3.5a1 1 0 0 0 1 1h.5a1.5 1.5 0 0 0 1.5-1.5zM18.5 18.5a3 3 0 0 1-3 2H13" />
  </Icon>
);
export const DeskIcon = () => (
  <Icon>
    <path d="M4 5h16v10H4zM4 11h4l1.5 2h5L16 11h4M8 19h8" />
  </Icon>
);
export const PauseIcon = () => (
  <svg viewBox="0 0 24 24" width="28" height="28" fill="currentColor" aria-hidden="true">
    <rect x="6" y="5" width="4.2" height="14" rx="1.2" />
    <rect x="13.8" y="5" width="4.2" height="14" rx="1.2" />
  </svg>
);
export const NextIcon = () => (
  <Icon>
    <path d="M6 6l8 6-8 6zM18 6v12" />
  </Icon>
);
export const CoinIcon = () => (
  <svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true">
    <circle cx="12" cy="12" r="9" fill="#f8a81b" />
    <circle cx="12" cy="12" r="6.5" fill="#ffd35c" />
    <path d="M12 16.5c-2.5-2.5-2.5-6 0-9 2.5 3 2.5 6.5 0 9z" fill="#c9760b" />
  </svg>
);
export const SearchIcon = () => (
  <Icon>
    <circle cx="11" cy="11" r="6" />
    <path d="M15.5 15.5L20 20" />
  </Icon>
);
export const SunIcon = () => (
  <Icon>
    <circle cx="12" cy="12" r="4" />
    <path d="M12 3v1.5M12 19.5V21M3 12h1.5M19.5 12H21M5.6 5.6l1.1 1.1M17.3 17.3l1.1 1.1M18.4 5.6l-1.1 1.1M6.7 17.3l-1.1 1.1" />
  </Icon>
);
export const MoonIcon = () => (
  <Icon>
    <path d="M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z" />
  </Icon>
);
export const HalfIcon = () => (
  <Icon>
    <circle cx="12" cy="12" r="8.5" />
    <path d="M12 3.5v17a8.5 8.5 0 0 0 0-17z" fill="currentColor" />
  </Icon>
);
export const CloseIcon = () => (
  <Icon>
    <path d="M6 6l12 12M18 6L6 18" />
  </Icon>
);
export const PlayIcon = () => (
  <svg viewBox="0 0 24 24" width="28" height="28" fill="currentColor" aria-hidden="true">
    <path d="M8 5.2v13.6a.8.8 0 0 0 1.2.7l11-6.8a.8.8 0 0 0 0-1.4l-11-6.8A.8.8 0 0 0 8 5.2z" />
  </svg>
);
export const CheckIcon = () => (
  <Icon>
    <path d="M5 12.5l4.5 4.5L19 7.5" />
  </Icon>
);

/** The school's mark: a lotus. */
export function Brand() {
  return (
    <span className="brand">
      <svg viewBox="0 0 32 32" width="28" height="28" aria-hidden="true">
        <path d="M16 27C6 27 2.5 21 3 15c5-.5 9 2 13 12z" fill="currentColor" opacity=".55" />
        <path d="M16 27c10 0 13.5-6 13-12-5-.5-9 2-13 12z" fill="currentColor" opacity=".55" />
        <path d="M16 27c-5.5-5-6.5-13 0-22 6.5 9 5.5 17 0 22z" fill="currentColor" />
      </svg>
      <span>Sen</span>
    </span>
  );
}
