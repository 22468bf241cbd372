import "./styles/layers.css";
import "lobbykit/styles.css";
import "./globals.css";
import "./styles/school.css";
import "./styles/chat.css";
import "./styles/courses.css";
import "./styles/player.css";
import "./styles/scene.css";
import "./styles/live.css";
import "./styles/market.css";
import "./styles/support.css";
import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { AppNavigation } from "../components/AppNavigation";
import { LanguageProvider } from "../components/Language";
import { preferences } from "../lib/preferences";

export const metadata: Metadata = {
  title: { default: "Sen", template: "%s · Sen" },
  description: "A small school that talks: lobbykit's demo.",
  icons: { icon: "/images/sen.svg" },
};

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  interactiveWidget: "resizes-content",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#ffffff" },
    { media: "(prefers-color-scheme: dark)", color: "#15171d" },
  ],
};

export default async function RootLayout({ children }: { readonly children: ReactNode }) {
  const { theme, language } = await preferences();
  return (
    <html lang={language} data-lobby-theme={theme === "system" ? undefined : theme}>
      <body>
        <AppNavigation>
          <LanguageProvider language={language}>{children}</LanguageProvider>
        </AppNavigation>
      </body>
    </html>
  );
}
