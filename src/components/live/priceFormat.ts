/** How a price is written. */
export interface PriceStyle {
  /** ISO 4217, for example `VND`; none unless told otherwise. */
  readonly currency?: string | undefined;
  /** Digits after the point; the currency's own, else 2, and 4 for prices under 1. */
  readonly decimals?: number | undefined;
}

// Making an Intl formatter costs a hundred times more than using one.
const formatters = /* @__PURE__ */ new Map<string, Intl.NumberFormat>();

function formatter(code: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${code} ${options.style} ${options.currency} ${options.notation} ${options.signDisplay} ${options.minimumFractionDigits}`;
  let found = formatters.get(key);
  if (found === undefined) {
    found = new Intl.NumberFormat(code, options);
    formatters.set(key, found);
  }
  return found;
}

function write(code: string, value: number, options: Intl.NumberFormatOptions): string {
  // Node and browsers carry different editions of the same data, and hydration compares letters.
  return formatter(code, options)
    .format(value)
    .replace(/\u202f/g, "\u00a0");
}

function digits(code: string, price: number, { currency, decimals }: PriceStyle): Intl.NumberFormatOptions {
  const count =
    decimals ??
    (currency === undefined
      ? Math.abs(price) < 1 && price !== 0
        ? 4
        : 2
      : formatter(code, { style: "currency", currency }).resolvedOptions().maximumFractionDigits);
  return { minimumFractionDigits: count, maximumFractionDigits: count };
}

/** "1,284.50", "₫1,284". */
export function formatPrice(code: string, price: number, style: PriceStyle): string {
  const { currency } = style;
  return write(code, price, {
    ...(currency === undefined ? { style: "decimal" } : { style: "currency", currency }),
    ...digits(code, price, style),
  });
}

/** "+1.50": the way an amount has moved, at the precision of its price. */
export function formatChange(code: string, change: number, price: number, style: PriceStyle): string {
  return write(code, change, { style: "decimal", signDisplay: "exceptZero", ...digits(code, price, style) });
}

/** "+1.24%", from 1.24. */
export function formatPercent(code: string, percent: number): string {
  return write(code, percent / 100, {
    style: "percent",
    signDisplay: "exceptZero",
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  });
}

/** "1.2M". */
export function formatVolume(code: string, volume: number): string {
  return write(code, volume, { style: "decimal", notation: "compact", maximumFractionDigits: 1 });
}

/** "4.6": always one digit, so that a number that changes keeps its width. */
export function formatAverage(code: string, average: number): string {
  return write(code, average, { style: "decimal", minimumFractionDigits: 1, maximumFractionDigits: 1 });
}

/** "62%", from 0.62. */
export function formatShare(code: string, share: number): string {
  return write(code, share, { style: "percent", maximumFractionDigits: 0 });
}
