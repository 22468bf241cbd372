import Document, { type DocumentContext, Head, Html, Main, NextScript } from "next/document";
import { type Preferences, preferencesIn } from "../lib/request";

/** The HTML around the pages under `pages/`, in the language and the colours that somebody has chosen. */
export default class SenDocument extends Document<Preferences> {
  static override async getInitialProps(context: DocumentContext) {
    const { cookies = {} } = (context.req ?? {}) as { readonly cookies?: Readonly<Record<string, string>> };
    return { ...(await Document.getInitialProps(context)), ...preferencesIn((name) => cookies[name]) };
  }

  override render() {
    const { language, theme } = this.props;
    return (
      <Html lang={language} data-lobby-theme={theme === "system" ? undefined : theme}>
        <Head>
          <link rel="icon" href="/images/sen.svg" />
          <meta name="theme-color" content="#ffffff" media="(prefers-color-scheme: light)" />
          <meta name="theme-color" content="#15171d" media="(prefers-color-scheme: dark)" />
        </Head>
        <body>
          <Main />
          <NextScript />
        </body>
      </Html>
    );
  }
}
