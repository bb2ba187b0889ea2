import type { Checkout } from "../../purchase/read-checkout.ts";
import { filled } from "#lib/wire/widget/filled.ts";
import { useTexts } from "../../texts/widget-texts.ts";
import { useAsked } from "./use-asked.ts";

type Line = Checkout["line_items"][number];
export type ItemsEdit = {
  /** Another change is on its way. */
  readonly isBusy: boolean;
  /** Called with the whole new list. */
  readonly onChange: (items: Line["item"][]) => void;
};

/** As many as the shop takes of one product. */
const MAX_UNITS = 99;

/** One less, one more, and out of the order; the last line leaves it only with the whole order. */
export function Quantity({ line, lines, edit }: { line: Line; lines: readonly Line[]; edit: ItemsEdit }) {
  const texts = useTexts();
  const { quantity } = line.item;
  const [asked, setAsked] = useAsked<number>(edit.isBusy);
  const send = (to: number) => {
    if (edit.isBusy || to > MAX_UNITS) return;
    if (to > 0) setAsked(to);
    const items = lines.map((one) => (one.id === line.id ? { ...one.item, quantity: to } : one.item));
    edit.onChange(items.filter((item) => item.quantity > 0));
  };
  // Not `disabled`: whoever presses again by keyboard keeps the button.
  const step = (to: number, sign: string, label: string) => (
    <button
      type="button"
      className="step-button"
      aria-label={label}
      aria-disabled={edit.isBusy || to < 1 || to > MAX_UNITS}
      onClick={() => (to < 1 ? undefined : send(to))}
    >
      {sign}
    </button>
  );
  return (
    <div className="quantity">
      {step(quantity - 1, "−", filled(texts.oneLess, { name: line.name }))}
      <span>
        <span className="unseen">{texts.units} </span>
        {asked ?? quantity}
      </span>
      {step(quantity + 1, "+", filled(texts.oneMore, { name: line.name }))}
      {lines.length > 1 && (
        <button type="button" className="text-button" aria-disabled={edit.isBusy} onClick={() => send(0)}>
          {texts.remove}
          <span className="unseen"> {line.name}</span>
        </button>
      )}
    </div>
  );
}
