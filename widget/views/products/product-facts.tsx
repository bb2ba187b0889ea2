import { initialOf, pictureIn } from "#lib/catalog/picture.ts";
import { formatMoney } from "#lib/money.ts";
import { filled } from "#lib/wire/widget/filled.ts";
import type { Product } from "../../products/read-products.ts";
import { useTexts, type Words } from "../../texts/widget-texts.ts";
import { RetriedImage } from "../retried-image.tsx";

type Props = { readonly product: Product; readonly locale: string };

/** What a unit costs today, and beside it the regular price in a sale. */
export function Price({ product, locale }: Props) {
  const texts = useTexts();
  return (
    <p className="price">
      <span className="price-now">
        <span className="unseen">{texts.price} </span>
        <bdi>{formatMoney(product.price, locale)}</bdi>
      </span>{" "}
      {product.regular_price !== null && (
        <s className="quiet">
          <span className="unseen">{texts.regularPrice} </span>
          <bdi>{formatMoney(product.regular_price, locale)}</bdi>
        </s>
      )}
    </p>
  );
}

export function availabilityText(product: Product, { products, locale }: Words): string {
  const { availability, can_be_bought: isSold, availability_date: date } = product;
  if (!isSold && availability !== "out_of_stock" && availability !== "unknown") return products.notSoldHere;
  const day = date === undefined ? Number.NaN : new Date(date).getTime();
  if ((availability !== "pre_order" && availability !== "backorder") || Number.isNaN(day))
    return products.availability[availability];
  const shown = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" }).format(day);
  return filled(products.awaited[availability], { day: shown });
}

/** Which of its variants a product is, such as "Moss, M"; empty when it is none. */
export const optionsText = ({ variant }: Product): string => Object.values(variant).join(", ");

/** A picture above the product's initial, which is all that is seen where there is none or it does not load. The title beside it is said once. */
export function Picture({ product }: { readonly product: Product }) {
  return (
    <div className="shot">
      <span aria-hidden="true">{initialOf(product.title)}</span>
      {product.image_url !== null && (
        <RetriedImage key={product.image_url} {...pictureIn("card", product.image_url, 240)} alt="" fallback={null} />
      )}
    </div>
  );
}
