"use client";

import { useState } from "react";
import { LuMinus, LuPlus } from "react-icons/lu";
import { usePanel } from "./PanelContext.js";

const presets = [1, 5, 10, 50] as const;

export interface QuantityFieldProps {
  readonly quantity: number;
  readonly onChange: (quantity: number) => void;
}

/** How many, 1 to 100: by steps, by hand, or the usual numbers at one press. */
export function QuantityField({ quantity, onChange }: QuantityFieldProps) {
  const { locale, limits } = usePanel();
  const { gifts, format } = locale;
  const max = limits.giftQuantity;
  // What is being typed need not be a number yet.
  const [typed, setTyped] = useState<string | null>(null);
  const put = (next: number) => {
    setTyped(null);
    onChange(Math.min(max, Math.max(1, next)));
  };
  return (
    <fieldset className="lobby-gift-quantity" aria-label={gifts.quantity}>
      <div className="lobby-gift-stepper">
        <button
          type="button"
          className="lobby-button-icon"
          aria-label={gifts.fewer}
          disabled={quantity <= 1}
          onClick={() => put(quantity - 1)}
        >
          <LuMinus />
        </button>
        <input
          type="text"
          inputMode="numeric"
          role="spinbutton"
          aria-label={gifts.quantity}
          aria-valuemin={1}
          aria-valuemax={max}
          aria-valuenow={quantity}
          autoComplete="off"
          className="lobby-gift-number"
          value={typed ?? String(quantity)}
          onFocus={({ currentTarget }) => currentTarget.select()}
          onChange={({ currentTarget: { value } }) => {
            const digits = value.replace(/\D/g, "").slice(0, 3);
            setTyped(digits);
            if (Number(digits) >= 1) onChange(Math.min(max, Number(digits)));
          }}
          onBlur={() => setTyped(null)}
          onKeyDown={(event) => {
            if (event.key === "ArrowUp") put(quantity + 1);
            else if (event.key === "ArrowDown") put(quantity - 1);
            else if (event.key === "Enter") setTyped(null);
            else return;
            // A form around the picker must not be sent.
            event.preventDefault();
          }}
        />
        <button
          type="button"
          className="lobby-button-icon"
          aria-label={gifts.more}
          disabled={quantity >= max}
          onClick={() => put(quantity + 1)}
        >
          <LuPlus />
        </button>
      </div>
      <div className="lobby-gift-presets">
        {presets.map((preset) => (
          <button
            key={preset}
            type="button"
            className="lobby-button-bare"
            aria-pressed={preset === quantity}
            aria-label={gifts.times(preset)}
            onClick={() => put(preset)}
          >
            {format.number(preset)}
          </button>
        ))}
      </div>
    </fieldset>
  );
}
