import type { ShippedLine } from "./order.ts";

/** What is wrong with the lines of a shipment or a refund, as data. `line` counts the request's lines from 0. */
export type LineProblem =
  | { readonly kind: "no_lines" }
  | {
      readonly kind: "unknown_line";
      readonly line: number;
      readonly known: readonly { readonly id: string; readonly title: string }[];
    }
  | { readonly kind: "repeated_line"; readonly line: number }
  | { readonly kind: "bad_quantity"; readonly line: number }
  /** `left`: units that were not shipped, or that no refund has given back. */
  | { readonly kind: "too_many_units"; readonly line: number; readonly left: number; readonly ordered: number };

type Item = { readonly id: string; readonly title: string; readonly quantity: number };

/** What is wrong with one line of a request about these items; null: nothing. `leftOf`: units that may still be named. */
export function lineProblem(
  lines: readonly ShippedLine[],
  line: number,
  items: readonly Item[],
  leftOf: (item: Item) => number,
): LineProblem | null {
  const { lineId, quantity } = lines[line] ?? { lineId: "", quantity: 0 };
  const item = items.find(({ id }) => id === lineId);
  if (item === undefined) return { kind: "unknown_line", line, known: items.map(({ id, title }) => ({ id, title })) };
  if (lines.findIndex((one) => one.lineId === lineId) !== line) return { kind: "repeated_line", line };
  if (!Number.isSafeInteger(quantity) || quantity < 1) return { kind: "bad_quantity", line };
  const left = leftOf(item);
  return quantity > left ? { kind: "too_many_units", line, left, ordered: item.quantity } : null;
}
