import { acrossLabel } from "../checkout/discounts/label.ts";
import { chosenIds } from "../checkout/parts.ts";
import type { CheckoutSession } from "../checkout/session.ts";
import { taxLabel } from "../checkout/taxes/label.ts";
import { addedToGoods } from "../checkout/taxes/line.ts";
import type { Money } from "../money.ts";
import { DEFAULT_LOCALE } from "./accept-language.ts";
import type { HostSession } from "./host-session.ts";
import type { TranslatedCard } from "./texts/card/card.ts";
import { CHECKOUT_TEXTS } from "./texts/checkout.ts";

/** In English, which models read, but for a card in its reader's language. */
export function totalsView(
  session: CheckoutSession,
  { texts, locale }: { readonly texts?: TranslatedCard; readonly locale?: string } = {},
): HostSession["totals"] {
  const names = (texts ?? CHECKOUT_TEXTS).totals;
  const { totals } = session;
  const row = (type: HostSession["totals"][number]["type"], amount: Money) => ({
    type,
    display_text: names[type],
    amount: amount.amountMinor,
  });
  const unlessZero = (type: HostSession["totals"][number]["type"], amount: Money) =>
    amount.amountMinor === 0 ? [] : [row(type, amount)];
  return [
    row("items_base_amount", totals.itemsBase),
    ...unlessZero("items_discount", totals.itemsDiscount),
    row("subtotal", totals.subtotal),
    ...unlessZero("discount", totals.discount).map((one) => ({
      ...one,
      display_text: acrossLabel(session.discounts) || one.display_text,
    })),
    // Free delivery is a row too, so that the buyer sees that nothing is added for it.
    ...(chosenIds(session).length === 0 ? [] : [row("fulfillment", totals.fulfillment)]),
    ...taxRows(session, names.tax, texts === undefined ? DEFAULT_LOCALE : (locale ?? DEFAULT_LOCALE)),
    ...unlessZero("fee", totals.fee),
    row("total", totals.total),
  ];
}

/** A row for each tax on the goods, under its name; a session without names has one. The documented formulas allow both. */
function taxRows({ totals, taxLines }: CheckoutSession, name: string, locale: string): HostSession["totals"] {
  if (totals.tax.amountMinor === 0) return [];
  const lines = addedToGoods(taxLines);
  if (lines.length === 0) return [{ type: "tax", display_text: name, amount: totals.tax.amountMinor }];
  return lines.map((line) => ({
    type: "tax",
    display_text: taxLabel(line, locale),
    amount: line.amount.amountMinor,
  }));
}
