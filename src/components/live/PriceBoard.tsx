"use client";

import { type ComponentPropsWithoutRef, forwardRef, memo } from "react";
import { enLive } from "../../locales/enLive.js";
import { usePrice } from "../../react/live/usePrice.js";
import { usePrices } from "../../react/live/usePrices.js";
import { cx } from "../cx.js";
import { usePartLocale } from "../usePartLocale.js";
import { PriceChange, type ShownChange, trendOf } from "./PriceChange.js";
import { formatPrice, formatVolume, type PriceStyle } from "./priceFormat.js";
import { Sparkline } from "./Sparkline.js";
import { useFlash } from "./useFlash.js";

export interface PriceBoardProps extends Omit<ComponentPropsWithoutRef<"div">, "children">, PriceStyle {
  readonly symbols: readonly string[];
  /** What symbols stand for, by symbol. */
  readonly labels?: Readonly<Record<string, string>> | undefined;
  /** Accessible name of the table. */
  readonly caption?: string | undefined;
  /** What of the change is written; `percent` unless told otherwise. */
  readonly change?: ShownChange | undefined;
  /** A column with a line of the prices since they are on the screen. */
  readonly sparkline?: boolean | undefined;
  /** A column with the volume. */
  readonly volume?: boolean | undefined;
}

const none: readonly string[] = [];

/**
 * A table of prices. Each row follows its own symbol and renders when that one changes, at most once a frame: fifty of them at 300 updates a second are no load.
 *
 * State: of the board `data-error`; of a row as of `PriceTicker`.
 *
 * @throws LobbyError `provider-missing`, `bad-id`.
 */
export const PriceBoard = forwardRef<HTMLDivElement, PriceBoardProps>(function PriceBoard(props, ref) {
  const {
    symbols,
    labels,
    caption,
    currency,
    decimals,
    change = "percent",
    sparkline,
    volume,
    className,
    ...rest
  } = props;
  const { live, shared, code, dir } = usePartLocale(enLive);
  const { error } = usePrices(none);
  return (
    <div ref={ref} lang={code} dir={dir} {...rest} className={cx("lobby-board", className)} data-error={error?.code}>
      {error !== null && (
        <p className="lobby-live-error" role="alert">
          {live.pricesError} {shared.failure(error.code)}
        </p>
      )}
      <table className="lobby-board-table">
        <caption className="lobby-sr">{caption ?? live.prices}</caption>
        <thead>
          <tr>
            <th scope="col">{live.symbol}</th>
            {sparkline && (
              <th scope="col" className="lobby-board-wide">
                {live.trend}
              </th>
            )}
            <th scope="col" className="lobby-board-number">
              {live.price}
            </th>
            {change !== "none" && (
              <th scope="col" className="lobby-board-number">
                {live.change}
              </th>
            )}
            {volume && (
              <th scope="col" className="lobby-board-number lobby-board-wide">
                {live.volume}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {symbols.map((symbol) => (
            <PriceRow
              key={symbol}
              symbol={symbol}
              label={labels?.[symbol]}
              currency={currency}
              decimals={decimals}
              change={change}
              sparkline={sparkline === true}
              volume={volume === true}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
});

interface PriceRowProps extends PriceStyle {
  readonly symbol: string;
  readonly label: string | undefined;
  readonly change: ShownChange;
  readonly sparkline: boolean;
  readonly volume: boolean;
}

const PriceRow = memo(function PriceRow({ symbol, label, change, sparkline, volume, ...style }: PriceRowProps) {
  const { code, live, format } = usePartLocale(enLive);
  const price = usePrice(symbol);
  const flash = useFlash(price);
  const bone = <span className="lobby-bone lobby-ticker-bone" aria-hidden="true" />;
  return (
    <tr
      className="lobby-board-row"
      data-symbol={symbol}
      data-trend={trendOf(price)}
      data-stale={price?.stale ? "" : undefined}
      data-loading={price === undefined ? "" : undefined}
      title={price?.stale ? live.asOf(format.time(price.at)) : undefined}
    >
      <th scope="row">
        <bdi className="lobby-ticker-symbol">{symbol}</bdi>
        {label !== undefined && (
          <span className="lobby-name lobby-ticker-label" dir="auto">
            {label}
          </span>
        )}
      </th>
      {sparkline && (
        <td className="lobby-board-wide">
          <Sparkline price={price} />
        </td>
      )}
      <td className="lobby-board-number lobby-board-price" {...flash}>
        {price === undefined ? (
          <>
            <span className="lobby-sr">{live.loadingPrice}</span>
            {bone}
          </>
        ) : (
          <bdi className="lobby-ticker-price">{formatPrice(code, price.price, style)}</bdi>
        )}
      </td>
      {change !== "none" && (
        <td className="lobby-board-number">
          {price !== undefined && <PriceChange price={price} show={change} {...style} />}
        </td>
      )}
      {volume && (
        <td className="lobby-board-number lobby-board-wide">
          {price?.volume !== undefined && <bdi>{formatVolume(code, price.volume)}</bdi>}
        </td>
      )}
    </tr>
  );
});
