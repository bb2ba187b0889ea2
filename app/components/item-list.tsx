import type { ReactNode } from "react";
import type { LineItem } from "#lib/checkout/session.ts";
import { shownPrices } from "#lib/checkout/taxes/shown-prices.ts";
import { formatDeduction, formatMoney } from "#lib/money.ts";
import { initialOf, pictureIn } from "#lib/catalog/picture.ts";
import { pictureUrl } from "#lib/pictures/picture-address.ts";
import { awaitedText } from "#lib/wire/products/awaited.ts";
import { counted } from "#lib/wire/text-tables.ts";
import { componentTexts } from "./texts/component-texts.ts";

/** What is bought: picture, title, how many, and what the line costs before codes and delivery, with its tax or without. */
export function ItemList({
  sold,
  publicUrl,
  locale,
  controls,
}: {
  readonly sold: Parameters<typeof shownPrices>[0];
  readonly publicUrl: string;
  readonly locale: string;
  /** How a line's quantity is changed, where it can be. */
  readonly controls?: (line: Pick<LineItem, "id" | "title" | "quantity">) => ReactNode;
}) {
  const texts = componentTexts(locale);
  const { lines } = shownPrices(sold);
  const items = sold.lineItems.map((item) => ({ ...item, ...lines.find(({ id }) => id === item.id) }));
  const howMany = ({ quantity, unitPrice }: (typeof items)[number]) => {
    const count = counted(texts.items, quantity, texts.locale);
    return quantity === 1 || unitPrice === null ? count : texts.itemsAt(count, formatMoney(unitPrice, locale));
  };
  return (
    <ul className="flex flex-col gap-4">
      {items.map((item) => (
        <li key={item.id} className="flex flex-wrap gap-3 sm:gap-4">
          <Picture address={pathOf(pictureUrl(item.imageUrl, publicUrl))} title={item.title} />
          <div className="flex min-w-0 grow basis-40 flex-col gap-1">
            <p className="font-medium wrap-anywhere">
              <bdi>{item.title}</bdi>
            </p>
            <Awaited item={item} locale={locale} />
            {controls === undefined || item.quantity === 1 || item.unitPrice === null ? null : (
              <p className="text-caption text-muted">{texts.each(formatMoney(item.unitPrice, locale))}</p>
            )}
            <div className="flex flex-wrap items-center gap-x-2 tabular-nums">
              {controls?.(item) ?? <p className="text-caption text-muted">{howMany(item)}</p>}
              <p className="ms-auto text-end font-medium">
                {item.discount.amountMinor > 0 ? (
                  <span className="block text-caption font-normal text-muted">
                    <span className="visually-hidden">{texts.regularPrice} </span>
                    <s>
                      <bdi>{formatMoney(item.base, locale)}</bdi>
                    </s>{" "}
                  </span>
                ) : null}
                <bdi>{formatMoney(item.subtotal, locale)}</bdi>
              </p>
            </div>
            {item.reductions.map((one) => (
              <p key={one.code} className="flex justify-between gap-4 text-caption text-positive">
                <bdi className="min-w-0 wrap-anywhere">{one.title}</bdi>
                <bdi className="shrink-0 tabular-nums">{formatDeduction(one.amount, locale)}</bdi>
              </p>
            ))}
          </div>
        </li>
      ))}
    </ul>
  );
}

/** Of a pre-order, when it is sent. */
function Awaited({ item, locale }: { readonly item: Parameters<typeof awaitedText>[0]; readonly locale: string }) {
  const words = awaitedText(item, locale, awaitedTexts);
  return words === null ? null : <p className="text-caption text-muted">{words}</p>;
}

const awaitedTexts = (locale: string) => {
  const texts = componentTexts(locale);
  return { ...texts.awaited, locale: texts.locale };
};

/** All pictures are on our origin, by whichever of its names the page was opened. */
function pathOf(address: string | null): string | null {
  if (address === null) return null;
  const { pathname, search } = new URL(address);
  return pathname + search;
}

/** Decoration beside the title, so it has no text of its own; a product without a picture shows its initial. */
function Picture({ address, title }: { readonly address: string | null; readonly title: string }) {
  return (
    <div className="picture">
      {address === null ? (
        <span aria-hidden="true" className="text-title font-semibold text-muted">
          {initialOf(title)}
        </span>
      ) : (
        <img
          {...pictureIn("thumbnail", address, 64)}
          alt=""
          width={64}
          height={64}
          loading="lazy"
          decoding="async"
          referrerPolicy="no-referrer"
          className="size-full object-cover"
        />
      )}
    </div>
  );
}
