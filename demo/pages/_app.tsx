import "../app/styles/layers.css";
import "lobbykit/styles.css";
import "../app/globals.css";
import "../app/styles/school.css";
import "../app/styles/chat.css";
import "../app/styles/courses.css";
import "../app/styles/study.css";
import type { AppProps } from "next/app";
import Head from "next/head";
import { useEffect } from "react";
import { LanguageProvider } from "../components/Language";
import { PagesNavigation } from "../components/PagesNavigation";
import { Rail } from "../components/Rail";
import { RushProvider } from "../components/Rush";
import { School } from "../components/School";
import { TopBar } from "../components/TopBar";
import type { Frame } from "../lib/frame";

const paths = ["/study/react-k12", "/study/ielts-speaking", "/study", "/study/portfolio"];

/** The school's frame around the pages under `pages/`: it stays from page to page, and so does the connection. */
export default function SenApp({ Component, pageProps }: AppProps<{ readonly frame?: Frame }>) {
  const { frame } = pageProps;
  const language = frame?.language ?? "en";
  // The document is rendered once; a language that is chosen later is told to it here.
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const page = <Component {...pageProps} />;
  return (
    <PagesNavigation>
      <LanguageProvider language={language}>
        <Head>
          <meta
            key="viewport"
            name="viewport"
            content="width=device-width, initial-scale=1, interactive-widget=resizes-content"
          />
        </Head>
        {frame === undefined ? (
          page
        ) : (
          <RushProvider paths={paths}>
            <School member={frame.member} origin={frame.origin}>
              <div className="school">
                <Rail isAdmin={frame.isAdmin} />
                <TopBar member={frame.member} theme={frame.theme} />
                {page}
              </div>
            </School>
          </RushProvider>
        )}
      </LanguageProvider>
    </PagesNavigation>
  );
}
