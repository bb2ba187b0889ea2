import { initialOf, pictureIn } from "#lib/catalog/picture.ts";
import { formatMoney } from "#lib/money.ts";
import { awaitedTextOf } from "#lib/wire/products/awaited.ts";
import type { Product } from "../../products/read-products.ts";
import type { WidgetTexts } from "../../texts/en.ts";
import { useTexts } from "../../texts/widget-texts.ts";
import { RetriedImage } from "../retried-image.tsx";

type Props = { readonly product: Product; readonly locale: string };

/** What a unit costs today, and beside it the regular price in a sale. */
export function Price({ product, locale }: Props) {
  const texts = useTexts();
  return (
    <p className="price">
      <span className="price-now">
        <span className="unseen">{texts.price} </span>
        {formatMoney(product.price, locale)}
      </span>{" "}
      {product.regular_price !== null && (
        <s className="quiet">
          <span className="unseen">{texts.regularPrice} </span>
          {formatMoney(product.regular_price, locale)}
        </s>
      )}
    </p>
  );
}

export function availabilityText(product: Product, { products }: WidgetTexts, locale: string): string {
  const { availability, can_be_bought: isSold } = product;
  if (!isSold && availability !== "out_of_stock" && availability !== "unknown") return products.notSoldHere;
  return awaitedTextOf(product, locale) ?? products.availability[availability];
}

/** Which of its variants a product is, such as "Moss, M"; empty when it is none. */
export const optionsText = ({ variant }: Product): string => Object.values(variant).join(", ");

/** A picture above the product's initial, which is all that is seen where there is none or it does not load. */
export function Picture({ product }: { readonly product: Product }) {
  return (
    <div className="shot">
      <span aria-hidden="true">{initialOf(product.title)}</span>
      {product.image_url !== null && (
        <RetriedImage
          key={product.image_url}
          {...pictureIn("card", product.image_url, 240)}
          alt={product.title}
          fallback={null}
        />
      )}
    </div>
  );
}
