import { checkoutTexts } from "../../texts/checkout-texts.ts";
import { ITEMS_FORM, SET_QUANTITY } from "./ids.ts";

/** One less, one more, none. Plain buttons, which work without JavaScript; the last item of an order can't be removed. */
export function QuantityButtons({
  line,
  isLast,
  locale,
}: {
  readonly line: { readonly id: string; readonly title: string; readonly quantity: number };
  readonly isLast: boolean;
  readonly locale: string;
}) {
  const texts = checkoutTexts(locale);
  const { id, title, quantity } = line;
  const setTo = (wanted: number) => ({
    type: "submit" as const,
    form: ITEMS_FORM,
    name: SET_QUANTITY,
    value: `${id} ${wanted}`,
  });
  return (
    <div className="flex flex-wrap items-center gap-1">
      {/* Stays a button at 1, so that the focus is not lost there. */}
      <button
        id={`less-${id}`}
        {...setTo(Math.max(quantity - 1, 1))}
        aria-disabled={quantity === 1}
        className="stepper"
      >
        <span aria-hidden="true">−</span>
        <span className="visually-hidden">{texts.oneLess(title)}</span>
      </button>
      <span className="min-w-7 text-center tabular-nums">
        <span className="visually-hidden">{texts.units} </span>
        {quantity}
      </span>
      <button id={`more-${id}`} {...setTo(quantity + 1)} className="stepper">
        <span aria-hidden="true">+</span>
        <span className="visually-hidden">{texts.oneMore(title)}</span>
      </button>
      {isLast ? null : (
        <button id={`none-${id}`} {...setTo(0)} className="link ms-2 min-h-9 text-caption">
          {texts.remove}
          <span className="visually-hidden"> {title}</span>
        </button>
      )}
    </div>
  );
}
