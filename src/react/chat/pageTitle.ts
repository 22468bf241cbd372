/** Writes something into the tab's title and icon. */
export interface TitleWriter {
  /** What is unread with one server. */
  readonly count: number;
  /** What the title should say, from what is unread with all of them and what the page itself wants it to be. */
  readonly title: (count: number, own: string) => string;
  /** What stands in the icon's corner; `""`: nothing. `null` leaves the icon alone. */
  readonly badge: (count: number) => string | null;
}

interface Entry {
  /** Whose number it is: several of one server say the same, and it counts once. */
  readonly source: object;
  writer: TitleWriter;
}

/** Those who want something in the title; the last one has the word. */
const writers = /* @__PURE__ */ new Set<Entry>();
let own = "";
let written = "";
let observer: MutationObserver | null = null;

/** Begins to write. Returns how to change what is written, and to stop: the last one to stop leaves title and icon as the page wants them. */
export function writeTitle(source: object): {
  readonly write: (writer: TitleWriter) => void;
  readonly stop: () => void;
} {
  const entry: Entry = { source, writer: { count: 0, title: (_count, title) => title, badge: () => null } };
  if (writers.size === 0) {
    own = document.title;
    written = own;
    // Routers write the title at every navigation; theirs is then what ours stands before.
    observer = new MutationObserver(() => {
      if (document.title === written) return;
      own = document.title;
      render();
    });
    observer.observe(document.head, { childList: true, characterData: true, subtree: true });
  }
  writers.add(entry);
  return {
    write: (writer) => {
      entry.writer = writer;
      render();
    },
    stop: () => {
      writers.delete(entry);
      if (writers.size === 0) {
        observer?.disconnect();
        observer = null;
      }
      render();
    },
  };
}

function render(): void {
  const entries = [...writers];
  const writer = entries.at(-1)?.writer;
  const counts = new Map(entries.map(({ source, writer }) => [source, writer.count]));
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  written = writer === undefined ? own : writer.title(total, own);
  if (document.title !== written) document.title = written;
  drawBadge(writer?.badge(total) ?? "");
}

const sizePx = 32;
let shownBadge = "";
/** The icons as the page has them, while a drawn one stands in the place of each: which of several a browser shows is its own affair. */
let replaced: readonly { readonly link: HTMLLinkElement; readonly href: string }[] = [];
let drawing = 0;

function drawBadge(badge: string): void {
  if (badge === shownBadge) return;
  shownBadge = badge;
  drawing += 1;
  const turn = drawing;
  if (badge === "") {
    for (const { link, href } of replaced) link.setAttribute("href", href);
    replaced = [];
    return;
  }
  const icons = [...document.querySelectorAll<HTMLLinkElement>('link[rel~="icon"]')].map((link) => ({
    link,
    href: replaced.find((one) => one.link === link)?.href ?? link.getAttribute("href") ?? "",
  }));
  const shape = icons.at(-1)?.href ?? "";
  if (shape === "") return;
  const image = new Image();
  // Without it a picture of another origin can be drawn but not read back.
  image.crossOrigin = "anonymous";
  image.onload = () => {
    const drawn = turn === drawing ? pictureOf(image, badge) : null;
    if (drawn === null) return;
    replaced = icons;
    for (const { link } of icons) link.setAttribute("href", drawn);
  };
  image.src = new URL(shape, document.baseURI).href;
}

/** The icon with a badge; `null` where it can't be drawn: the title says the number anyway. */
function pictureOf(image: HTMLImageElement, badge: string): string | null {
  const canvas = document.createElement("canvas");
  canvas.width = sizePx;
  canvas.height = sizePx;
  const context = canvas.getContext("2d");
  if (context === null) return null;
  const radius = sizePx * 0.3;
  const centre = sizePx - radius;
  context.drawImage(image, 0, 0, sizePx, sizePx);
  context.beginPath();
  context.arc(centre, radius, radius, 0, 2 * Math.PI);
  context.fillStyle = "#d92d20";
  context.fill();
  context.fillStyle = "#fff";
  context.font = `600 ${badge.length > 1 ? 11 : 15}px system-ui, sans-serif`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillText(badge, centre, radius + 1);
  try {
    return canvas.toDataURL("image/png");
  } catch {
    return null;
  }
}
