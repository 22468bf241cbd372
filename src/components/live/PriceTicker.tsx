"use client";

import { type ComponentPropsWithoutRef, forwardRef, memo } from "react";
import { enLive } from "../../locales/enLive.js";
import { usePrice } from "../../react/live/usePrice.js";
import { cx } from "../cx.js";
import { usePartLocale } from "../usePartLocale.js";
import { PriceChange, type ShownChange, trendOf } from "./PriceChange.js";
import { formatPrice, type PriceStyle } from "./priceFormat.js";
import { Sparkline } from "./Sparkline.js";
import { useFlash } from "./useFlash.js";

export interface PriceTickerProps extends Omit<ComponentPropsWithoutRef<"div">, "children">, PriceStyle {
  readonly symbol: string;
  /** What the symbol stands for, beside it. */
  readonly label?: string | undefined;
  /** What of the change is written; `percent` unless told otherwise. */
  readonly change?: ShownChange | undefined;
  /** `line`: in one line, for a row of them; `card`: stacked, the price large. */
  readonly layout?: "line" | "card" | undefined;
  /** A line of the prices since it is on the screen. */
  readonly sparkline?: boolean | undefined;
}

/**
 * The price of one symbol. A move flashes for 300 ms; which way it went is also an arrow and a word. While the connection is lost the last price stays, muted, with its time.
 *
 * State: `data-trend` `up`, `down` or `flat`; `data-flash` and `data-beat` at a move; `data-stale`, `data-loading`.
 *
 * @throws LobbyError `provider-missing`, `bad-id`.
 */
export const PriceTicker = memo(
  forwardRef<HTMLDivElement, PriceTickerProps>(function PriceTicker(props, ref) {
    const {
      symbol,
      label,
      currency,
      decimals,
      change = "percent",
      layout = "line",
      sparkline = false,
      className,
      ...rest
    } = props;
    const { code, live, format } = usePartLocale(enLive);
    const price = usePrice(symbol);
    const flash = useFlash(price);
    const style = { currency, decimals };
    return (
      <div
        ref={ref}
        {...rest}
        className={cx("lobby-ticker", className)}
        {...flash}
        data-layout={layout}
        data-trend={trendOf(price)}
        data-stale={price?.stale ? "" : undefined}
        data-loading={price === undefined ? "" : undefined}
      >
        <span className="lobby-ticker-names">
          <bdi className="lobby-ticker-symbol">{symbol}</bdi>
          {label !== undefined && (
            <span className="lobby-name lobby-ticker-label" dir="auto">
              {label}
            </span>
          )}
        </span>
        {sparkline && <Sparkline price={price} />}
        {price === undefined ? (
          <span className="lobby-ticker-figures">
            <span className="lobby-sr">{live.loadingPrice}</span>
            <span className="lobby-bone lobby-ticker-bone" aria-hidden="true" />
          </span>
        ) : (
          <span className="lobby-ticker-figures" title={price.stale ? live.asOf(format.time(price.at)) : undefined}>
            <bdi className="lobby-ticker-price">{formatPrice(code, price.price, style)}</bdi>
            <PriceChange price={price} show={change} {...style} />
            {price.stale && <span className="lobby-sr">{live.asOf(format.time(price.at))}</span>}
          </span>
        )}
      </div>
    );
  }),
);
