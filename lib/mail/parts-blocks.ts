import { shownPrices } from "../checkout/taxes/shown-prices.ts";
import type { DeliveryDays, DeliveryOption } from "../checkout/session.ts";
import { partsOfOrder } from "../orders/order-parts.ts";
import type { Order } from "../orders/order.ts";
import { isolated } from "../wire/languages.ts";
import { parcelsText } from "../wire/products/parcels.ts";
import { policyUrl } from "../wire/policy-url.ts";
import type { Chosen } from "../wire/text-tables.ts";
import type { Block } from "./document.ts";
import { formatDay, itemsBlock } from "./order-blocks.ts";
import type { MailTexts } from "./texts/en.ts";

type Wording = { readonly texts: Chosen<MailTexts>; readonly publicUrl: string };

/** By whom and when something is delivered; of several parcels each with its days, or that they are not known. */
export function deliveryLines(
  delivery: DeliveryOption,
  goods: Order["lineItems"],
  texts: Chosen<MailTexts>,
): readonly string[] {
  const days = ({ earliest, latest }: DeliveryDays) =>
    texts.expected(formatDay(earliest, texts.locale), formatDay(latest, texts.locale));
  const parcels = parcelsText(delivery, goods, texts.locale, { days, title: isolated });
  return [
    `${delivery.title}, ${delivery.carrier}`,
    ...(parcels === null ? [days(delivery)] : [parcels.heading ?? [], parcels.lines].flat()),
  ];
}

/** What each of several sellers sold: under their name their goods, their number for it, their delivery and their policies. */
export function partBlocks(order: Order, { texts, publicUrl }: Wording): readonly Block[] {
  return partsOfOrder(order).flatMap((part): readonly Block[] => [
    itemsBlock(part.lineItems, texts, shownPrices(part).lines),
    {
      kind: "facts",
      title: `${texts.soldBy(part.sellerName)} · ${part.number}`,
      lines: part.delivery === null ? [] : deliveryLines(part.delivery, part.lineItems, texts),
    },
    {
      kind: "links",
      links: (["returns", "terms"] as const).map((policy) => ({
        text: texts.policies[policy],
        url: policyUrl(publicUrl, policy, part.sellerId),
      })),
    },
  ]);
}
