import { type Locale, SocketProvider } from "lobbykit";
import { ar } from "lobbykit/locales/ar";
import { en } from "lobbykit/locales/en";
import { vi } from "lobbykit/locales/vi";
import { type CSSProperties, type ReactNode, StrictMode, useEffect, useMemo } from "react";
import type { Stage, StageParameters, StoryLocale } from "./stage.js";

const locales: Readonly<Record<StoryLocale, Locale>> = { en, vi, ar };

/** What the toolbar says. */
export interface Toolbar {
  readonly theme: "light" | "dark";
  readonly direction: "auto" | "ltr" | "rtl";
  readonly locale: StoryLocale;
  readonly density: "comfortable" | "compact";
  readonly network: "live" | "slow" | "offline" | "flapping";
}

/** Width and height of the place a story gets, as `parameters.frame`. */
export interface Frame {
  readonly width?: CSSProperties["width"];
  readonly height?: CSSProperties["height"];
  readonly padding?: CSSProperties["padding"];
}

/** The place a story stands in: theme, words, network and a provider on the story's own server. */
export function StageFrame(props: {
  readonly stage: Stage;
  readonly toolbar: Toolbar;
  readonly frame: Frame | undefined;
  readonly act: StageParameters["act"];
  readonly children: ReactNode;
}) {
  const { stage, toolbar, frame, act, children } = props;
  const { theme, density, direction, network } = toolbar;
  const locale = useMemo(() => {
    const words = locales[toolbar.locale];
    return direction === "auto" ? words : { ...words, dir: direction };
  }, [toolbar.locale, direction]);
  useNetwork(stage, network);
  useEffect(() => act?.(stage) ?? undefined, [act, stage]);
  return (
    <StrictMode>
      <div
        data-lobby-theme={theme}
        data-lobby-density={density}
        dir={locale.dir}
        lang={locale.code}
        style={{
          minBlockSize: "100dvh",
          boxSizing: "border-box",
          padding: frame?.padding ?? 16,
          background: "var(--lobby-sunken)",
          color: "var(--lobby-text)",
          fontFamily: "system-ui, sans-serif",
        }}
      >
        <div
          style={{
            inlineSize: frame?.width ?? "min(100%, 30rem)",
            blockSize: frame?.height ?? "auto",
            background: "var(--lobby-surface)",
          }}
        >
          <SocketProvider lobby={stage.lobby} locale={locale}>
            {children}
          </SocketProvider>
        </div>
      </div>
    </StrictMode>
  );
}

/** Gives the story's network the weather of the toolbar. */
function useNetwork({ server }: Stage, kind: Toolbar["network"]) {
  useEffect(() => {
    const { network } = server;
    if (kind === "live") return;
    if (kind === "slow") {
      network.latencyMs = 400;
      return () => {
        network.latencyMs = 0;
      };
    }
    network.disconnect();
    if (kind === "offline") return () => network.reconnect();
    const timer = setInterval(() => {
      if (network.connections > 0) network.disconnect();
      else network.reconnect();
    }, 3_000);
    return () => {
      clearInterval(timer);
      network.reconnect();
    };
  }, [server, kind]);
}
