import { type Browser, type BrowserContext, expect, type Locator, type Page, type WebSocket } from "@playwright/test";

/** Somebody at the demo, in a browser of his own. */
export interface Person {
  readonly context: BrowserContext;
  readonly page: Page;
  /** What the console and the page complained of. Expected to stay empty. */
  readonly complaints: string[];
  /** Websockets that are open in his tab now. */
  readonly sockets: () => number;
  /** Websockets that were ever opened. */
  readonly opened: () => number;
  /** Goes to a page with a chat. */
  open(path: string): Promise<void>;
  /** Goes to any page. */
  visit(path: string): Promise<void>;
  say(text: string): Promise<void>;
  /** The message rows that hold this text, and nothing else beside it. */
  row(text: string): Locator;
  /** Resolves when the message stands once and in that state. */
  sees(text: string, status?: string): Promise<void>;
}

/** Networks fail by design in some tests, and Chromium says so in the console whatever the page does. */
const networkNoise =
  /net::ERR_|WebSocket connection to .* failed|Failed to load resource: the server responded with a status of 50\d|Failed to fetch RSC payload/;

/** Somebody seeded, or somebody of any name. */
type Who = { readonly as: string } | { readonly name: string };
type ContextOptions = Parameters<Browser["newContext"]>[0];

/** Signs in by what the door's form sends. No page is open yet. */
export async function signIn(
  browser: Browser,
  who: Who,
  options: { readonly baseURL?: string | undefined; readonly breaksNetwork?: boolean } & ContextOptions = {},
): Promise<Person> {
  const person = await newPerson(browser, options);
  const answer = await person.context.request.post("/api/session", { form: { ...who }, maxRedirects: 0 });
  expect(answer.status()).toBe(303);
  return person;
}

/** Comes in by the door: to the list of chats. */
export async function comeIn(browser: Browser, who: Who): Promise<Person> {
  const person = await newPerson(browser);
  const { page } = person;
  await page.goto("/");
  if ("as" in who) await page.locator(`button[value="${who.as}"]`).click();
  else {
    await page.getByLabel("Or come as yourself").fill(who.name);
    await page.getByRole("button", { name: "Come in" }).click();
  }
  await page.waitForURL("**/chat");
  await live(page);
  return person;
}

async function newPerson(browser: Browser, options: Parameters<typeof signIn>[2] = {}): Promise<Person> {
  const { breaksNetwork = false, ...contextOptions } = options;
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...contextOptions });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() !== "error" && message.type() !== "warning") return;
    if (breaksNetwork && networkNoise.test(message.text())) return;
    complaints.push(`${message.type()}: ${message.text()} (${message.location().url})`);
  });
  page.on("pageerror", (error) => complaints.push(`page error: ${error.message}`));
  let opened = 0;
  const sockets = new Set<WebSocket>();
  page.on("websocket", (socket) => {
    if (!socket.url().includes("/socket.io/")) return;
    opened++;
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  // Sockets of a page that is left end with it, which Playwright does not tell.
  page.on("request", (made) => {
    if (made.isNavigationRequest() && made.frame() === page.mainFrame()) sockets.clear();
  });
  const row = (text: string) => page.locator(".lobby-row").filter({ has: page.getByText(text, { exact: true }) });
  return {
    context,
    page,
    complaints,
    sockets: () => sockets.size,
    opened: () => opened,
    open: async (path) => {
      await page.goto(path);
      await expect(page.locator(".lobby-chat")).toHaveAttribute("data-status", "ready");
      await live(page);
    },
    visit: async (path) => {
      await page.goto(path);
      await live(page);
    },
    say: async (text) => {
      await page.getByRole("textbox", { name: /^Message to/ }).fill(text);
      await page.keyboard.press("Enter");
    },
    row,
    sees: async (text, status) => {
      await expect(row(text)).toHaveCount(1);
      if (status !== undefined) await expect(row(text)).toHaveAttribute("data-status", status);
    },
  };
}

/** Resolves when the tab's connection is live. */
export function live(page: Page): Promise<void> {
  return expect
    .poll(() => page.evaluate(() => (window as unknown as { sen?: { status: string } }).sen?.status))
    .toBe("live");
}

/** One more tab of somebody, whose complaints count as his. */
export async function anotherTab(person: Person, path: string): Promise<Page> {
  const page = await person.context.newPage();
  page.on("pageerror", (error) => person.complaints.push(`page error: ${error.message}`));
  await page.goto(path);
  await live(page);
  return page;
}

/** A name that no test has used before. */
export function freshName(base: string): string {
  return `${base} ${Math.random().toString(36).slice(2, 7)}`;
}

/** The demo's id for a name of plain letters. */
export function idOf(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]+/g, "-");
}
