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
export function deliveryFacts(delivery: DeliveryOption, goods: Order["lineItems"], texts: Chosen<MailTexts>): Block {
  const days = ({ earliest, latest }: DeliveryDays) =>
    texts.expected(formatDay(earliest, texts.locale), formatDay(latest, texts.locale));
  const parcels = parcelsText(delivery, goods, texts.locale, { days, title: isolated });
  const lines = parcels === null ? [days(delivery)] : [parcels.heading ?? [], parcels.lines].flat();
  return {
    kind: "facts",
    title: texts.delivery,
    lines: [texts.deliveryBy(delivery.title, delivery.carrier), ...lines],
  };
}

/** What each of several sellers sold: under their name their goods, their number for it, their delivery and their policies; set off from each other and from the total. */
export function partBlocks(order: Order, { texts, publicUrl }: Wording): readonly Block[] {
  return partsOfOrder(order)
    .flatMap((part): readonly Block[] => [
      { kind: "rule" },
      { kind: "title", text: `${texts.soldBy(part.sellerName)} · ${part.number}` },
      itemsBlock(part.lineItems, texts, shownPrices(part).lines),
      ...(part.delivery === null ? [] : [deliveryFacts(part.delivery, part.lineItems, texts)]),
      {
        kind: "links",
        links: (["returns", "terms"] as const).map((policy) => ({
          text: texts.policies[policy],
          url: policyUrl(publicUrl, policy, part.sellerId),
        })),
      },
    ])
    .concat({ kind: "rule" });
}
