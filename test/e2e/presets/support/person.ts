import { type Browser, type BrowserContext, expect, type Locator, type Page } from "@playwright/test";

/** Somebody at a page of a preset, in a browser of his own. */
export interface Person {
  readonly context: BrowserContext;
  readonly page: Page;
  /** What the console and the page complained of. Expected to stay empty. */
  readonly complaints: string[];
  /** The message rows of this text, and nothing else beside it. */
  row(text: string): Locator;
  /** The field messages are written in. */
  readonly composer: Locator;
  say(text: string): Promise<void>;
  /** Resolves when the message stands once, and in that state. */
  sees(text: string, status?: string): Promise<void>;
}

/** Says that the tab is not looked at, or is again: in a headless browser every tab is in front. */
export async function setHidden(page: Page, hidden: boolean): Promise<void> {
  await page.evaluate((value) => {
    Object.defineProperty(document, "visibilityState", { value: value ? "hidden" : "visible", configurable: true });
    Object.defineProperty(document, "hidden", { value, configurable: true });
    Object.defineProperty(document, "hasFocus", { value: () => !value, configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
    window.dispatchEvent(new Event(value ? "blur" : "focus"));
  }, hidden);
}

/** Networks fail by design in some tests, and Chromium says so in the console whatever the page does. */
const networkNoise = /net::ERR_|WebSocket connection to .* failed|Failed to load resource: the server responded with/;

/**
 * Opens a page of a preset.
 *
 * @param address what stands in the page's address, by name
 * @param options.breaks the network or a server of his fails by design
 * @param options.prepare called before the page is loaded
 */
export async function open(
  browser: Browser,
  address: Readonly<Record<string, string>>,
  {
    breaks = false,
    prepare,
    ...options
  }: {
    readonly breaks?: boolean;
    readonly prepare?: (context: BrowserContext) => Promise<unknown>;
  } & Parameters<Browser["newContext"]>[0] = {},
): Promise<Person> {
  const context = await browser.newContext({ viewport: { width: 1100, height: 760 }, ...options });
  await prepare?.(context);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() !== "error" && message.type() !== "warning") return;
    if (breaks && networkNoise.test(message.text())) return;
    complaints.push(`${message.type()}: ${message.text()} (${message.location().url})`);
  });
  page.on("pageerror", (error) => complaints.push(`page error: ${error.message}`));
  await page.goto(`/?${new URLSearchParams(address)}`);
  const row = (text: string) => page.locator(".lobby-row").filter({ has: page.getByText(text, { exact: true }) });
  const composer = page.getByRole("textbox", { name: /^Message to/ });
  return {
    context,
    page,
    complaints,
    row,
    composer,
    say: async (text) => {
      await composer.fill(text);
      await page.keyboard.press("Enter");
    },
    sees: async (text, status) => {
      await expect(row(text)).toHaveCount(1);
      if (status !== undefined) await expect(row(text)).toHaveAttribute("data-status", status);
    },
  };
}
