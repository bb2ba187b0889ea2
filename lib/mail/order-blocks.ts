import { regionName } from "../wire/address/region-name.ts";
import type { Address, LineItem, Totals } from "../checkout/session.ts";
import { discountLabel } from "../checkout/discounts/label.ts";
import { shownPrices, type ShownLine } from "../checkout/taxes/shown-prices.ts";
import { dateFormat, numberFormat } from "../formats.ts";
import { formatDeduction, formatMoney, type Money } from "../money.ts";
import type { Order, ShippedLine } from "../orders/order.ts";
import { languageOf } from "../wire/languages.ts";
import { cardTexts } from "../wire/texts/card/card-texts.ts";
import { productTexts } from "../wire/texts/product.ts";
import { awaitedText } from "../wire/products/awaited.ts";
import { taxLabel } from "../checkout/taxes/label.ts";
import { counted, type Chosen } from "../wire/text-tables.ts";
import { addressLines } from "../wire/address/address-lines.ts";
import type { AmountRow, Block } from "./document.ts";
import type { MailTexts } from "./texts/en.ts";

type Texts = Chosen<MailTexts>;

/** More lines would make a message that mail clients cut; the order's page has all of them. */
const MAX_ITEMS = 40;
const MAX_TITLE = 200;

const short = (title: string): string => (title.length > MAX_TITLE ? `${title.slice(0, MAX_TITLE - 1)}…` : title);

/** When what is awaited is sent, in the buyer's language. */
const sentOn = (locale: string) => {
  const { pre_order, backorder } = cardTexts(languageOf(locale) ?? "en") ?? productTexts(locale);
  return { pre_order, backorder, locale };
};

/** `lines`: what they are said to cost, where that is not as they are priced. What is reduced says what it costs else. */
export function itemsBlock(items: readonly LineItem[], texts: Texts, lines: readonly ShownLine[] = []): Block {
  const shown = items.slice(0, MAX_ITEMS).map((item) => {
    const { unitPrice, subtotal, base, discount } = lines.find(({ id }) => id === item.id) ?? item;
    return {
      title: short(item.title),
      detail: [
        item.quantity === 1 || unitPrice === null
          ? ""
          : texts.itemsAt(item.quantity, formatMoney(unitPrice, texts.locale)),
        discount.amountMinor > 0 ? texts.regularPrice(formatMoney(base, texts.locale)) : "",
        awaitedText(item, texts.locale, sentOn, "long") ?? "",
      ]
        .filter((part) => part !== "")
        .join(" · "),
      amount: formatMoney(subtotal, texts.locale),
    };
  });
  return { kind: "items", items: shown, more: moreOf(items.length - shown.length, texts) };
}

/** Which goods are in a parcel, without what they cost. */
export function goodsBlock({ lineItems }: Order, lines: readonly ShippedLine[], texts: Texts): Block {
  const goods = lineItems.flatMap(({ id, title }) =>
    lines.filter(({ lineId }) => lineId === id).map(({ quantity }) => ({ title: short(title), quantity })),
  );
  const shown = goods.slice(0, MAX_ITEMS).map(({ title, quantity }) => ({
    title,
    detail: "",
    amount: `× ${numberFormat(texts.locale, {}).format(quantity)}`,
  }));
  return { kind: "items", items: shown, more: moreOf(goods.length - shown.length, texts) };
}

const moreOf = (count: number, texts: Texts): string | null =>
  count === 0 ? null : counted(texts.moreItems, count, texts.locale);

/** How the total comes about, as on the order's page. */
export function totalsBlock(
  figures: Parameters<typeof shownPrices>[0] & { readonly totals: Totals; readonly isDelivered: boolean },
  texts: Texts,
): Block {
  const { totals, isDelivered } = figures;
  const { itemsBase, saved, discounts, fulfillment, taxes, goodsInclude, deliveryIncludes } = shownPrices(figures);
  const write = (amount: Money) => formatMoney(amount, texts.locale);
  const positive = (label: string, amount: Money): readonly AmountRow[] =>
    amount.amountMinor > 0 ? [{ label, amount: write(amount) }] : [];
  const less = (label: string, amount: Money) => ({ label, amount: formatDeduction(amount, texts.locale) });
  const delivery = fulfillment.amountMinor === 0 ? texts.free : write(fulfillment);
  return {
    kind: "amounts",
    rows: [
      { label: texts.itemsTotal, amount: write(itemsBase) },
      ...(saved.amountMinor > 0 ? [less(texts.saleSavings, saved)] : []),
      ...discounts.map((discount) => less(discountLabel(discount), discount.amount)),
      ...(isDelivered ? [{ label: texts.delivery, amount: delivery }] : []),
      ...(taxes.length === 0 && goodsInclude.length === 0
        ? positive(texts.tax, totals.tax)
        : taxes.map((line) => ({ label: taxLabel(line, texts.locale), amount: write(line.amount) }))),
      ...positive(texts.fee, totals.fee),
      { label: texts.total, amount: write(totals.total), isTotal: true },
      ...goodsInclude.map((line) => ({
        label: texts.pricesInclude(taxLabel(line, texts.locale)),
        amount: write(line.amount),
      })),
      ...(isDelivered ? deliveryIncludes : []).map((line) => ({
        label: texts.deliveryIncludes(taxLabel(line, texts.locale)),
        amount: write(line.amount),
      })),
    ],
  };
}

/** An address as it is written on a parcel, its country named in the language of `locale`. */
export const parcelLines = (address: Address, locale: string): readonly string[] => [
  ...addressLines(address, locale),
  regionName(address.country, locale),
];

/** "November 26", in Coordinated Universal Time. */
export const formatDay = (day: Date, locale: string): string =>
  dateFormat(locale, { day: "numeric", month: "long", timeZone: "UTC" }).format(day);

/** "November 26, 2026 at 2:30 PM UTC". No line ends inside the time of day. */
export function formatTime(time: Date, locale: string): string {
  const format = dateFormat(locale, { dateStyle: "long", timeStyle: "short", timeZone: "UTC" });
  const parts = format.formatToParts(time);
  const start = parts.findIndex(({ type }) => type === "hour");
  const written = parts.map(({ value }, index) => (index < start ? value : value.replaceAll(/\s/gu, "\u00A0")));
  return `${written.join("")}\u00A0UTC`;
}
