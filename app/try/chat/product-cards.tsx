import { useState } from "react";
import { initialOf, pictureIn } from "#lib/catalog/picture.ts";
import { unreachable } from "#lib/invariant.ts";
import { DEFAULT_LOCALE } from "#lib/wire/accept-language.ts";
import { awaitedTextOf } from "#lib/wire/products/awaited.ts";
import type { ProductView } from "#lib/wire/tool-contract.ts";

type CardsProps = {
  readonly products: readonly ProductView[];
  readonly isBusy: boolean;
  readonly onBuy: (product: ProductView) => void;
};

/** What the shop found, each with its button. */
export function ProductCards({ products, isBusy, onBuy }: CardsProps) {
  return (
    <ul className="grid grid-cols-[repeat(auto-fill,minmax(9.5rem,1fr))] gap-3">
      {products.map((product) => (
        <li
          key={product.id}
          className="flex min-w-0 flex-col overflow-hidden rounded-card border border-line bg-surface"
        >
          <Picture key={product.image_url} product={product} />
          <div className="flex grow flex-col gap-0.5 p-3">
            <h2 className="line-clamp-2 text-caption font-medium wrap-anywhere" title={product.title}>
              {product.title}
            </h2>
            <p className="text-caption text-muted wrap-anywhere">
              {[...Object.values(product.variant), product.seller_name].join(" · ")}
            </p>
            <p className="mt-auto pt-2 font-semibold">
              {product.price.display}
              {product.regular_price === null ? null : (
                <>
                  <span className="visually-hidden">, before </span>
                  <s className="ms-1.5 text-caption font-normal text-muted">{product.regular_price.display}</s>
                </>
              )}
            </p>
            <p className="text-caption text-muted">{availabilityText(product)}</p>
            <button
              type="button"
              className="button mt-2 min-h-10 py-1.5 text-caption"
              disabled={!product.can_be_bought}
              // Not `disabled`: whoever pressed it keeps the focus while the answer comes.
              aria-disabled={isBusy}
              aria-label={product.can_be_bought ? `Buy ${product.title}` : `Cannot be bought here: ${product.title}`}
              onClick={() => (isBusy ? undefined : onBuy(product))}
            >
              {product.can_be_bought ? "Buy" : "Not for sale here"}
            </button>
          </div>
        </li>
      ))}
    </ul>
  );
}

/** The product's initial where it has no picture, or one that does not load. */
function Picture({ product }: { readonly product: ProductView }) {
  const [isMissing, setMissing] = useState(product.image_url === "");
  return (
    <div className="grid aspect-square place-items-center bg-sunken">
      {isMissing ? (
        <span aria-hidden="true" className="text-display font-semibold text-muted">
          {initialOf(product.title)}
        </span>
      ) : (
        <img
          {...pictureIn("card", product.image_url, 240)}
          alt=""
          loading="lazy"
          className="size-full object-cover"
          onError={() => setMissing(true)}
        />
      )}
    </div>
  );
}

function availabilityText(product: ProductView): string {
  const { availability } = product;
  switch (availability) {
    case "in_stock":
      return "In stock";
    case "out_of_stock":
      return "Out of stock";
    case "pre_order":
    case "backorder":
      return awaitedTextOf(product, DEFAULT_LOCALE) ?? "";
    case "unknown":
      return "Ask the seller";
    default:
      return unreachable(availability);
  }
}
