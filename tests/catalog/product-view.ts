import type { FeedProduct } from "#lib/catalog/product.ts";
import { decimalText, type Money } from "#lib/money.ts";

const priceText = (price: Money | null) => (price === null ? null : `${decimalText(price)} ${price.currency}`);

/** A product of a feed as a person writes it into an expectation: prices as text, dates in ISO 8601. */
export const productView = (product: FeedProduct): Record<string, unknown> => ({
  ...product,
  price: priceText(product.price),
  salePrice: priceText(product.salePrice),
  saleFrom: product.saleFrom?.toISOString() ?? null,
  saleUntil: product.saleUntil?.toISOString() ?? null,
  expiresAt: product.expiresAt?.toISOString() ?? null,
  availableFrom: product.availableFrom?.toISOString() ?? null,
  deliveryPrices: product.deliveryPrices.map(({ country, region, postalCode, service, price }) =>
    [
      country ?? "*",
      region ?? "*",
      ...(postalCode === null ? [] : [postalCode]),
      service ?? "*",
      priceText(price),
    ].join(" "),
  ),
});
