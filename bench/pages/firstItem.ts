/** When the first item of a list is painted, for pages that show one. */

declare global {
  interface Window {
    /** Becomes ready to begin, then measures from {@link begin} to the paint of the first item. */
    inbox: {
      ready: boolean;
      begin(): Promise<FirstItem>;
    };
  }
}

interface FirstItem {
  /** From the beginning to the end of the frame that shows the first item. */
  readonly ms: number;
  /** Elements of the list with all of its items, and of what stands around it. */
  readonly nodes: number;
}

/** The first formatter of a page takes the browser 10 ms and more, whoever needs it: here it is there before anything is measured. */
export const ago = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
ago.format(-1, "minute");

/** Elements that make one item: looked for in the document. */
export function measureFirstItem(selector: string, begin: () => void, count: number): void {
  window.inbox = {
    ready: window.inbox?.ready ?? false,
    begin: () =>
      new Promise((resolve) => {
        const begun = performance.now();
        const before = document.querySelectorAll("*").length;
        const channel = new MessageChannel();
        const observer = new MutationObserver(() => {
          if (document.querySelector(selector) === null) return;
          observer.disconnect();
          requestAnimationFrame(() => channel.port2.postMessage(null));
        });
        channel.port1.onmessage = () => {
          const ms = performance.now() - begun;
          const all = () => {
            if (document.querySelectorAll(selector).length < count) return void requestAnimationFrame(all);
            resolve({ ms, nodes: document.querySelectorAll("*").length - before });
          };
          all();
        };
        observer.observe(document.body, { childList: true, subtree: true });
        begin();
      }),
  };
}
