import type { CheckoutSession, DeliveryDays, DeliveryOption } from "#lib/checkout/session.ts";
import { isolated } from "#lib/wire/languages.ts";
import { parcelsText } from "#lib/wire/products/parcels.ts";
import type { Chosen } from "#lib/wire/text-tables.ts";
import { formatDay } from "../../../components/dates.ts";
import type { CheckoutTexts } from "../../texts/en.ts";
import type { DeliveryChoice } from "../order-form.tsx";

/**
 * "Fri, Nov 27 to Mon, Nov 30", or one day, and "Tracked" on a line of its own: what the shop says of it is in its words, which
 * may run the other way. Of several parcels each has its days. No line ends inside a day.
 */
export function arrivalOf(
  option: DeliveryOption,
  { lineItems }: Pick<CheckoutSession, "lineItems">,
  texts: Chosen<CheckoutTexts>,
): Pick<DeliveryChoice, "details" | "parcels"> {
  const write = (day: Date) => formatDay(day, texts.locale);
  const daysOf = ({ earliest, latest }: DeliveryDays) => texts.deliveryDays(write(earliest), write(latest));
  const parcels = parcelsText(option, lineItems, texts.locale, { days: daysOf, title: isolated });
  const subtitle = option.subtitle === "" ? [] : [isolated(option.subtitle)];
  return { parcels, details: [...(parcels === null ? [daysOf(option)] : []), ...subtitle] };
}
