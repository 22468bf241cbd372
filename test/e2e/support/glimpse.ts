import type { Page } from "@playwright/test";

/** Begins to look at once, and resolves when an element of the selector shows the text: also one that is soon gone. */
export async function glimpse(page: Page, selector: string, text: string): Promise<void> {
  await page.waitForFunction(
    ([where, what]) => [...document.querySelectorAll(where)].some((one) => one.textContent?.includes(what)),
    [selector, text] as const,
  );
}
