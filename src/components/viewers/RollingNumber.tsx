"use client";

import type { CSSProperties } from "react";

// Making an Intl formatter costs a hundred times more than using one.
const formats = /* @__PURE__ */ new Map<
  string,
  { readonly format: Intl.NumberFormat; readonly glyphs: readonly string[] }
>();

function formatOf(code: string, compact: boolean) {
  const key = `${code} ${compact}`;
  let found = formats.get(key);
  if (found === undefined) {
    const plain = new Intl.NumberFormat(code, { useGrouping: false });
    const short = { notation: "compact", maximumFractionDigits: 1, roundingMode: "trunc" } as const;
    found = {
      format: new Intl.NumberFormat(code, compact ? short : {}),
      glyphs: Array.from({ length: 10 }, (_, digit) => plain.format(digit)),
    };
    formats.set(key, found);
  }
  return found;
}

const numeric = new Set(["integer", "group", "decimal", "fraction", "minusSign"]);

/** A number as a language writes it, cut into what rolls (digits), what stands between them, and words. */
function piecesOf(value: number, code: string, compact: boolean) {
  const { format, glyphs } = formatOf(code, compact);
  const runs: { readonly number: boolean; text: string }[] = [];
  for (const { type, value: text } of format.formatToParts(value)) {
    const last = runs.at(-1);
    if (last?.number === numeric.has(type)) last.text += text;
    else runs.push({ number: numeric.has(type), text });
  }
  return { runs, glyphs };
}

/**
 * A number whose digits roll to the next one: each digit is a strip of ten that moves, so nothing else on the page does. "1.2K" where `compact`, cut and never rounded up,
 * so that it promises nobody who is not there. For the eye only: say the number beside it.
 */
export function RollingNumber(props: { readonly value: number; readonly code: string; readonly compact: boolean }) {
  const { runs, glyphs } = piecesOf(props.value, props.code, props.compact);
  const strip = glyphs.join("\n");
  return (
    <span className="lobby-roll" aria-hidden="true">
      {runs.map(({ number, text }) =>
        number ? (
          // Digits stand from left to right in every script.
          <span key="number" className="lobby-roll-number" dir="ltr">
            {[...text].map((character, index, all) => {
              // By its place from the end: the ones stay the ones when a ten comes before them.
              const key = `${all.length - index}`;
              const digit = glyphs.indexOf(character);
              if (digit === -1) return <span key={key}>{character}</span>;
              return (
                <span key={key} className="lobby-roll-digit" style={{ "--lobby-digit": digit } as CSSProperties}>
                  <span className="lobby-roll-strip">{strip}</span>
                </span>
              );
            })}
          </span>
        ) : (
          <span key={text} className="lobby-roll-words">
            {text}
          </span>
        ),
      )}
    </span>
  );
}
