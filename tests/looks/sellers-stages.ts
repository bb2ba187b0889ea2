import { productId, sellerId } from "#lib/ids.ts";
import { money } from "#lib/money.ts";
import { aProduct } from "../fixtures/builders.ts";
import { anAnswer } from "../widget/a-checkout.ts";
import { offered } from "./checkout-stages.ts";
import type { Stage } from "./staged-widget.ts";

const NAMES = [
  "Fernweh",
  "Reed Press",
  "Gebrüder Schwarzwälder Handwerksmanufaktur & Söhne Vertriebsgesellschaft mbH",
  "茶舗 雲",
  "مكتبة البحر",
] as const;
const sold = (sellers: number) =>
  anAnswer({
    lines: NAMES.slice(0, sellers).map((sellerName, index) => ({
      product: aProduct({
        id: productId(`item-${index}`),
        title: `Enamel mug ${index + 1}`,
        imageUrl: "/pictures/enamel-mug-moss.svg",
        price: money(1800, "USD"),
        sellerId: sellerId(`seller-${index}`),
        sellerName,
      }),
      quantity: 1,
    })),
  });
const two = sold(2);

/** The checkout widget with goods of several sellers. */
export const SELLERS_STAGES: readonly Stage[] = [
  offered("two-sellers", "instant", two),
  offered("two-sellers-policies", "external", two, { act: (page) => page.locator(".foot summary").click() }),
  offered("five-sellers", "instant", sold(5)),
  offered("five-sellers-policies", "instant", sold(5), { act: (page) => page.locator(".foot summary").click() }),
];
