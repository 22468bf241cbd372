/** Who looks at the page and which server he has, out of the page's address. */
export interface Visitor {
  readonly preset: string;
  readonly url: string;
  readonly apiUrl: string;
  readonly user: { readonly id: string; readonly name: string };
  readonly token: string;
  readonly locale: string;
  /** Anything else that the page of a preset wants to know; the empty text when the address does not say. */
  readonly say: (key: string) => string;
}

export function visitorOf(search: string): Visitor {
  const query = new URLSearchParams(search);
  const say = (key: string) => query.get(key) ?? "";
  return {
    preset: say("preset"),
    url: say("url"),
    apiUrl: say("api"),
    user: { id: say("user"), name: say("name") || say("user") },
    token: say("token"),
    locale: say("locale") || "en",
    say,
  };
}
