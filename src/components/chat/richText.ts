/** A piece of a message's text: plain words, or an address that may be followed. */
export type TextToken =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "link"; readonly text: string; readonly href: string };

/** Beyond this many characters nothing is looked for: no server takes longer messages, but a first state could hold one. */
const scannedLength = 4_000;
const linksPerMessage = 50;
const starts = ["https://", "http://", "mailto:", "www."] as const;

/**
 * Takes a text apart into words and links. Runs in one pass over at most 4,000 characters, and no character is lost but an address's disguise (see
 * {@link readLink}). Only absolute `http:`, `https:` and `mailto:` addresses and `www.` names become links.
 */
export function tokenize(text: string): readonly TextToken[] {
  const end = Math.min(text.length, scannedLength);
  const tokens: TextToken[] = [];
  let plainFrom = 0;
  let index = 0;
  let links = 0;
  while (index < end && links < linksPerMessage) {
    const start = startsLink(text, index) ? addressEnd(text, index, end) : index;
    const link = start > index ? readLink(text.slice(index, start)) : null;
    if (link === null) {
      // An address that was refused is passed over as a whole: no link begins inside it.
      index = Math.max(start, index + 1);
      continue;
    }
    if (plainFrom < index) tokens.push({ kind: "text", text: text.slice(plainFrom, index) });
    tokens.push(link);
    links += 1;
    index = start;
    plainFrom = start;
  }
  if (plainFrom < text.length) tokens.push({ kind: "text", text: text.slice(plainFrom) });
  return tokens;
}

function startsLink(text: string, index: number): boolean {
  const first = text.charCodeAt(index) | 32;
  if (first !== 104 && first !== 109 && first !== 119) return false; // h, m, w
  if (index > 0 && isWordCharacter(text.charCodeAt(index - 1))) return false;
  return starts.some(
    (start) => start.charCodeAt(0) === first && text.slice(index, index + start.length).toLowerCase() === start,
  );
}

function isWordCharacter(code: number): boolean {
  const lower = code | 32;
  return (lower >= 97 && lower <= 122) || (code >= 48 && code <= 57) || code === 95 || code === 47 || code === 58;
}

/** Where an address that begins at `from` ends: before white space, quotes, brackets, backslash, controls and direction marks, and without closing punctuation. */
function addressEnd(text: string, from: number, limit: number): number {
  let end = from;
  let open = 0;
  while (end < limit && end - from < 2_048) {
    const code = text.charCodeAt(end);
    if (endsAddress(code)) break;
    if (code === 40) open += 1; // (
    if (code === 41 && --open < 0) break; // ) that was opened before the address
    end += 1;
  }
  while (end > from && isClosing(text.charCodeAt(end - 1))) end -= 1;
  return end;
}

function endsAddress(code: number): boolean {
  return (
    code <= 32 ||
    code === 34 || // "
    code === 60 || // <
    code === 62 || // >
    code === 92 || // \ which browsers read as /
    code === 96 || // `
    (code >= 127 && code <= 160) ||
    (code >= 0x2000 && code <= 0x206f) || // spaces, quotes, marks that turn the writing direction
    (code >= 0x3000 && code <= 0x303f) || // ideographic punctuation
    code === 0xfeff ||
    (code >= 0xff00 && code <= 0xff0f)
  );
}

function isClosing(code: number): boolean {
  // . , ; : ! ? ' * _ ] }
  return [46, 44, 59, 58, 33, 63, 39, 42, 95, 93, 125].includes(code);
}

/**
 * Reads an address that a text holds; `null` when it may not be followed. `new URL` decides what it is, so that disguises don't pass. A user name or password in
 * it is taken out, and an address whose host is not written in plain ASCII is shown as the browser will write it (`xn--…`): a look-alike can't pass for another.
 */
export function readLink(written: string): Extract<TextToken, { kind: "link" }> | null {
  const absolute = /^www\./i.test(written) ? `https://${written}` : written;
  let url: URL;
  try {
    url = new URL(absolute);
  } catch {
    return null;
  }
  if (url.protocol === "mailto:") {
    // The address alone: subject, body and further receivers would be the sender's words in the reader's mail.
    if (!/^[^\s@?&]+@[^\s@?&]+$/.test(url.pathname)) return null;
    return { kind: "link", text: written, href: `mailto:${url.pathname}` };
  }
  if ((url.protocol !== "https:" && url.protocol !== "http:") || url.hostname === "") return null;
  const afterScheme = absolute.slice(absolute.indexOf("//") + 2);
  if (afterScheme.startsWith("/")) return null;
  const disguised = url.username !== "" || url.password !== "" || !startsWithHost(afterScheme, url.hostname);
  url.username = "";
  url.password = "";
  return { kind: "link", text: disguised ? url.href : written, href: url.href };
}

function startsWithHost(text: string, hostname: string): boolean {
  return text.slice(0, hostname.length).toLowerCase() === hostname;
}
