import { partsOf } from "../../../checkout/parts.ts";
import type { CheckoutSession, DeliveryOption } from "../../../checkout/session.ts";
import { shownDelivery } from "../../../checkout/taxes/shown-prices.ts";
import { sum, type Money } from "../../../money.ts";

/** One line of a wallet's list of ways to deliver. `id`: of the only option, or null where it stands for several sellers'. */
export type DeliveryRate = {
  readonly id: DeliveryOption["id"] | null;
  readonly options: readonly DeliveryOption[];
  readonly price: Money;
};

/**
 * The ways to deliver a session's goods as a wallet's sheet can offer them, the chosen one first, because a sheet begins with
 * the first. A sheet takes one choice: of several sellers it gets one line, with what is chosen for each and the price of all.
 * Empty where nothing is delivered. Accepts every state.
 */
export function deliveryRates(session: CheckoutSession): readonly DeliveryRate[] {
  const parts = partsOf(session);
  const chosen = parts.flatMap(({ deliveryOptions, deliveryOptionId, taxBasis }) =>
    deliveryOptions
      .filter(({ id }) => id === deliveryOptionId)
      .map((option) => ({ option, price: shownDelivery(option, taxBasis.pricesShown) })),
  );
  const [first] = chosen;
  if (first === undefined) return [];
  if (session.parts !== undefined)
    return [
      {
        id: null,
        options: chosen.map(({ option }) => option),
        price: sum(
          chosen.map(({ price }) => price),
          session.currency,
        ),
      },
    ];
  const others = session.deliveryOptions.filter(({ id }) => id !== first.option.id);
  return [first.option, ...others].map((option) => ({
    id: option.id,
    options: [option],
    price: shownDelivery(option, session.taxBasis.pricesShown),
  }));
}
