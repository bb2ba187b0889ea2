import type { CheckoutState } from "#lib/purchase/checkout-state.ts";
import { checkoutView } from "#lib/wire/checkout-view.ts";
import type { Language } from "#lib/wire/languages.ts";
import { cardTexts } from "#lib/wire/texts/card/card-texts.ts";
import type { CheckoutView } from "#lib/wire/tool-contract.ts";
import { readCheckout, type Checkout } from "#widget/purchase/read-checkout.ts";
import { aState, type SessionOptions } from "../fixtures/builders.ts";

const edge = {
  publicUrl: "https://shop.example.com",
  locale: "en-US",
  paymentMode: "test" as const,
  takes: () => ({ kind: "taken" as const }),
  instant: { provider: "stripe", accountId: "acct_test", currencies: ["USD" as const], mode: "test" as const },
};

const answered: CheckoutState[] = [];

/** What a checkout tool answers for such a session, made by the server's own serializer. */
export function anAnswer(options: SessionOptions = {}): CheckoutView {
  const state = aState(options);
  answered.push(state);
  return checkoutView(state, edge);
}

/** Every sentence of the server in the answers so far, with what it is in a card's language. */
export function answersIn(language: Exclude<Language, "en">): ReadonlyMap<string, string> {
  const texts = cardTexts(language);
  const sentencesOf = ({ messages, totals }: CheckoutView) => [
    ...messages.map(({ content }) => content),
    ...totals.map(({ display_text: text }) => text),
  ];
  return new Map(
    answered.flatMap((state) => {
      const said = sentencesOf(
        checkoutView(state, { ...edge, locale: language, ...(texts === null ? {} : { texts }) }),
      );
      return sentencesOf(checkoutView(state, edge)).map((english, index) => [english, said[index] ?? english] as const);
    }),
  );
}

/** The same after the widget has read it, with fields replaced where a test needs what the shop would not say. */
export function aCheckout(options: SessionOptions = {}, changes: Partial<Checkout> = {}): Checkout {
  const checkout = readCheckout(anAnswer(options));
  if (checkout === null) throw new Error("the widget cannot read what the server writes");
  return { ...checkout, ...changes };
}
