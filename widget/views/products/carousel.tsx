import { useEffect, useRef, type KeyboardEvent } from "react";
import { counted } from "#lib/wire/text-tables.ts";
import type { Browsing, Task } from "../../products/products-phase.ts";
import type { Card, ProductList } from "../../products/read-products.ts";
import type { ProductsActions } from "../../products/use-products.ts";
import { Said } from "../said.tsx";
import { useTexts } from "../../texts/widget-texts.ts";
import { availabilityText, optionsText, Picture, Price } from "./product-facts.tsx";

type Props = {
  readonly list: ProductList;
  readonly browsing: Browsing;
  readonly locale: string;
  readonly actions: ProductsActions;
};

/** The products side by side, each with one button. Arrow keys go from button to button. */
export function Carousel({ list, browsing, locale, actions }: Props) {
  const texts = useTexts();
  const shelf = useRef<HTMLUListElement>(null);
  const { leftId } = browsing;
  useEffect(() => {
    if (leftId === null || !document.hasFocus() || document.activeElement !== document.body) return;
    const cards = [...(shelf.current?.querySelectorAll<HTMLElement>("[data-product]") ?? [])];
    cards.find((card) => card.dataset["product"] === leftId)?.focus();
  }, [leftId]);
  return (
    <>
      <ul ref={shelf} className="shelf">
        {list.cards.map((card) => (
          <CardView key={card.product.id} card={card} task={browsing.task} locale={locale} actions={actions} />
        ))}
      </ul>
      {list.hasMore && <p className="quiet">{texts.products.more}</p>}
    </>
  );
}

type CardProps = Pick<Props, "locale" | "actions"> & { readonly card: Card; readonly task: Task | null };

function CardView({ card: { product, variants }, task, locale, actions }: CardProps) {
  const texts = useTexts();
  const words = texts.products;
  const hasVariants = product.group_id !== null;
  const isDirect = product.can_be_bought && !hasVariants;
  const label = hasVariants ? words.chooseOption : isDirect ? words.buyNow : words.view;
  return (
    <li className="item">
      <Picture product={product} />
      {/* In its own direction as a block, because a block is cut off at the end of its direction. */}
      <h2 className="item-title" dir="auto" title={product.title}>
        {product.title}
      </h2>
      <div className="item-text">
        <Price product={product} locale={locale} />
        <p className="quiet">
          {[
            ...(variants > 1 ? [] : [optionsText(product)]),
            availabilityText(product, texts),
            ...(variants > 1 ? [counted(words.variants, variants, texts.locale)] : []),
          ]
            .filter((part) => part !== "")
            .join(" · ")}
        </p>
        <p className="quiet item-seller" title={product.seller_name}>
          <Said text={texts.soldBy} seller={product.seller_name} />
        </p>
      </div>
      <button
        type="button"
        className={`button ${isDirect ? "first" : "second"}`}
        data-product={product.id}
        aria-disabled={task !== null}
        onKeyDown={stepAlong}
        onClick={() => (isDirect ? actions.buy(product.id) : actions.open(product.id))}
      >
        {task?.productId === product.id ? words.oneMoment : label}
        <span className="unseen"> {product.title}</span>
      </button>
    </li>
  );
}

const STEPS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowLeft: -1 };

function stepAlong(event: KeyboardEvent<HTMLButtonElement>): void {
  const step = STEPS[event.key];
  const list = event.currentTarget.closest("ul");
  if (step === undefined || list === null) return;
  const buttons = [...list.querySelectorAll("button")];
  const isRightToLeft = getComputedStyle(list).direction === "rtl";
  const next = buttons[buttons.indexOf(event.currentTarget) + (isRightToLeft ? -step : step)];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}
