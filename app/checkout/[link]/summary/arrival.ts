import type { CheckoutSession, DeliveryDays, DeliveryOption } from "#lib/checkout/session.ts";
import { isolated } from "#lib/wire/languages.ts";
import { parcelsText } from "#lib/wire/products/parcels.ts";
import type { Chosen } from "#lib/wire/text-tables.ts";
import { formatDay } from "../../../components/dates.ts";
import type { CheckoutTexts } from "../../texts/en.ts";
import type { DeliveryChoice } from "../order-form.tsx";

/**
 * "Fri, Nov 27 to Mon, Nov 30 · Tracked", or one day; of several parcels each with its days. No line ends inside a day; what
 * the shop says of it is in its words.
 */
export function arrivalOf(
  option: DeliveryOption,
  { lineItems }: Pick<CheckoutSession, "lineItems">,
  texts: Chosen<CheckoutTexts>,
): Pick<DeliveryChoice, "detail" | "parcels"> {
  const write = (day: Date) =>
    formatDay(day, texts.locale)
      .replaceAll(" ", "\u00A0")
      .replaceAll(/(?<=[月日])/gu, "\u2060");
  const daysOf = ({ earliest, latest }: DeliveryDays) => texts.deliveryDays(write(earliest), write(latest));
  const parcels = parcelsText(option, lineItems, texts.locale, { days: daysOf, title: isolated });
  const subtitle = option.subtitle === "" ? [] : [isolated(option.subtitle)];
  return { parcels, detail: [...(parcels === null ? [daysOf(option)] : []), ...subtitle].join(" · ") };
}
