import type { Locale } from "lobbykit";
import { type ComponentType, StrictMode } from "react";
import { createRoot } from "react-dom/client";
import "lobbykit/styles.css";
import "./page.css";
import { type Visitor, visitorOf } from "./visitor.js";

/** A page of a preset: everything of lobbykit that makes sense on a server of that kind. */
export type Screen = ComponentType<{ readonly visitor: Visitor; readonly locale: Locale }>;

const screens: Readonly<Record<string, () => Promise<Screen>>> = {
  elearning: () => import("./screens/Elearning.js").then(({ Elearning }) => Elearning),
  livestream: () => import("./screens/Livestream.js").then(({ Livestream }) => Livestream),
  shop: () => import("./screens/Shop.js").then(({ Shop }) => Shop),
  rooms: () => import("./screens/Rooms.js").then(({ Rooms }) => Rooms),
  nest: () => import("./screens/Nest.js").then(({ Nest }) => Nest),
};

const locales: Readonly<Record<string, () => Promise<Locale>>> = {
  en: () => import("lobbykit/locales/en").then(({ en }) => en),
  vi: () => import("lobbykit/locales/vi").then(({ vi }) => vi),
  ar: () => import("lobbykit/locales/ar").then(({ ar }) => ar),
};

const visitor = visitorOf(location.search);
// As a server-rendered page carries it for its own forms.
const csrf = visitor.say("csrf");
if (csrf !== "")
  document.head.append(Object.assign(document.createElement("meta"), { name: "csrf-token", content: csrf }));
const [Screen, locale] = await Promise.all([screens[visitor.preset]?.(), locales[visitor.locale]?.()]);
document.documentElement.lang = visitor.locale;
document.documentElement.dir = visitor.locale === "ar" ? "rtl" : "ltr";
const root = createRoot(document.getElementById("root") as HTMLElement);
root.render(
  <StrictMode>
    {Screen === undefined || locale === undefined ? <p>No such page.</p> : <Screen visitor={visitor} locale={locale} />}
  </StrictMode>,
);
