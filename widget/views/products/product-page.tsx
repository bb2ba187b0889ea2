import { useState } from "react";
import { collator } from "#lib/formats.ts";
import { formatMoney } from "#lib/money.ts";
import { shortened } from "#lib/wire/product-view.ts";
import type { Browsing } from "../../products/products-phase.ts";
import type { Product, Shelf, Variants } from "../../products/read-products.ts";
import type { ProductsActions } from "../../products/use-products.ts";
import { useTexts } from "../../texts/widget-texts.ts";
import { Said } from "../said.tsx";
import { WebLink } from "../web-link.tsx";
import { BackButton } from "./back-button.tsx";
import { availabilityText, optionsText, Picture, Price } from "./product-facts.tsx";

type Props = {
  readonly shelf: Extract<Shelf, { view: "product" }>;
  readonly browsing: Browsing;
  readonly locale: string;
  readonly actions: ProductsActions;
};

/** One product: what it is, which of its variants, what it costs, and the button to buy it. */
export function ProductPage({ shelf, browsing, locale, actions }: Props) {
  const texts = useTexts();
  const { variants, chosenId, list } = shelf;
  const product = variants.find(({ id }) => id === chosenId) ?? variants[0];
  return (
    <>
      {list !== null && <BackButton label={texts.products.backToList} onBack={actions.backToList} />}
      <div className="product">
        <Picture product={product} />
        <div className="facts">
          <header className="head">
            <h1 tabIndex={-1}>
              <bdi>{product.title}</bdi>
            </h1>
            <p className="quiet">
              <Said text={texts.soldBy} seller={product.seller_name} />
            </p>
          </header>
          {/* What changes with the choice of a variant is read out. */}
          <div aria-live="polite">
            <Price product={product} locale={locale} />
            {variants.length === 1 && optionsText(product) !== "" && <p className="quiet">{optionsText(product)}</p>}
            <p className="quiet">{availabilityText(product, texts)}</p>
          </div>
        </div>
        <Description key={product.description} text={product.description} />
      </div>
      {variants.length > 1 && (
        <VariantChoice variants={variants} chosen={product} locale={locale} onChoose={actions.choose} />
      )}
      <BuyNow product={product} variants={variants} browsing={browsing} actions={actions} />
    </>
  );
}

const SHORT_TEXT = 200;

function Description({ text }: { readonly text: string }) {
  const { products: words } = useTexts();
  const [isOpen, setOpen] = useState(false);
  if (text.length <= SHORT_TEXT)
    return text === "" ? null : (
      <p dir="auto" className="about description">
        {text}
      </p>
    );
  return (
    <div className="about">
      <p dir="auto" className="description">
        {isOpen ? text : shortened(text, SHORT_TEXT)}
      </p>
      <button type="button" className="text-button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {isOpen ? words.readLess : words.readMore}
      </button>
    </div>
  );
}

type ChoiceProps = {
  readonly variants: Variants;
  readonly chosen: Product;
  readonly locale: string;
  readonly onChoose: (productId: string) => void;
};

/** As many as can be taken in at once; more of them are a list to open. */
const MAX_RADIOS = 6;

function VariantChoice({ variants, chosen, locale, onChoose }: ChoiceProps) {
  const texts = useTexts();
  const legend = Object.keys(chosen.variant).join(", ") || texts.products.option;
  const priceOf = (product: Product) => formatMoney(product.price, locale);
  const notes = (product: Product) =>
    [
      ...(variants.some((one) => priceOf(one) !== priceOf(chosen)) ? [priceOf(product)] : []),
      ...(product.can_be_bought ? [] : [availabilityText(product, texts)]),
    ].join(" · ");
  if (variants.length > MAX_RADIOS)
    return (
      <label className="field">
        <span className="field-label">{legend}</span>
        <select value={chosen.id} onChange={(event) => onChoose(event.currentTarget.value)}>
          {inOrder(variants).map((product) => (
            <option key={product.id} value={product.id}>
              {[variantName(product), notes(product)].filter((part) => part !== "").join(" · ")}
            </option>
          ))}
        </select>
      </label>
    );
  return (
    <fieldset className="choice">
      <legend className="field-label">{legend}</legend>
      <div className="options">
        {inOrder(variants).map((product) => (
          <label key={product.id} className="option">
            <input
              type="radio"
              name="variant"
              value={product.id}
              checked={product.id === chosen.id}
              onChange={() => onChoose(product.id)}
            />
            <bdi className="option-text">{variantName(product)}</bdi>
            <span className="amount quiet">{notes(product)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

const variantName = (product: Product): string => optionsText(product) || product.title;

const SIZES = ["XXS", "XS", "S", "M", "L", "XL", "XXL", "XXXL"];

/** By name, numbers by what they count and letters of clothing by what they fit. */
function inOrder(variants: Variants): readonly Product[] {
  const rank = (word: string) => {
    const size = SIZES.indexOf(word.toUpperCase());
    return size === -1 ? word : `${size}`;
  };
  const key = ({ variant }: Product) => Object.values(variant).map(rank).reverse().join(" ");
  const { compare } = collator("en", { numeric: true });
  return [...variants].sort((one, other) => compare(key(one), key(other)));
}

type BuyProps = Pick<Props, "browsing" | "actions"> & { readonly product: Product; readonly variants: Variants };

function BuyNow({ product, variants, browsing, actions }: BuyProps) {
  const { products: words } = useTexts();
  if (!product.can_be_bought)
    return (
      <section className="pay">
        {/* Why it cannot be bought stands below the price, unless its availability is what is not known. */}
        {product.availability === "unknown" && <p>{words.notSoldHereText}</p>}
        {variants.some((one) => one.can_be_bought) && <p>{words.otherOption}</p>}
        {product.url !== null && (
          <WebLink href={product.url} className="button second" onOpen={actions.openPage}>
            {words.sellersPage}
          </WebLink>
        )}
      </section>
    );
  return (
    <section className="pay">
      <button
        type="button"
        className="button first"
        aria-disabled={browsing.task !== null}
        onClick={() => actions.buy(product.id)}
      >
        {browsing.task === null ? words.buyNow : words.oneMoment}
      </button>
    </section>
  );
}
