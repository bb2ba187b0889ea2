import type { Address, AppliedDiscount, LineItem, Totals } from "../checkout/session.ts";
import { addedToGoods, includedInGoods, insideDelivery, type TaxLine } from "../checkout/taxes/line.ts";
import { formatMoney, type Money } from "../money.ts";
import type { Order, ShippedLine } from "../orders/order.ts";
import { taxLabel } from "../checkout/taxes/label.ts";
import { counted, type Chosen } from "../wire/text-tables.ts";
import type { AmountRow, Block } from "./document.ts";
import type { MailTexts } from "./texts/en.ts";

type Texts = Chosen<MailTexts>;

/** More lines would make a message that mail clients cut; the order's page has all of them. */
const MAX_ITEMS = 40;
const MAX_TITLE = 200;

const short = (title: string): string => (title.length > MAX_TITLE ? `${title.slice(0, MAX_TITLE - 1)}…` : title);

export function itemsBlock(items: readonly LineItem[], texts: Texts): Block {
  const shown = items.slice(0, MAX_ITEMS).map(({ title, quantity, unitPrice, subtotal }) => ({
    title: short(title),
    detail: quantity === 1 ? "" : texts.itemsAt(quantity, formatMoney(unitPrice, texts.locale)),
    amount: formatMoney(subtotal, texts.locale),
  }));
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
    amount: `× ${new Intl.NumberFormat(texts.locale).format(quantity)}`,
  }));
  return { kind: "items", items: shown, more: moreOf(goods.length - shown.length, texts) };
}

const moreOf = (count: number, texts: Texts): string | null =>
  count === 0 ? null : counted(texts.moreItems, count, texts.locale);

/** How the total comes about, as on the order's page. */
export function totalsBlock(
  figures: {
    readonly totals: Totals;
    readonly discounts: readonly AppliedDiscount[];
    readonly taxLines: readonly TaxLine[];
    readonly isDelivered: boolean;
  },
  texts: Texts,
): Block {
  const { totals, discounts, taxLines, isDelivered } = figures;
  const write = (amount: Money) => formatMoney(amount, texts.locale);
  const positive = (label: string, amount: Money): readonly AmountRow[] =>
    amount.amountMinor > 0 ? [{ label, amount: write(amount) }] : [];
  const less = (label: string, amount: Money) => ({ label, amount: `−${write(amount)}` });
  const delivery = totals.fulfillment.amountMinor === 0 ? texts.free : write(totals.fulfillment);
  const added = addedToGoods(taxLines);
  return {
    kind: "amounts",
    rows: [
      { label: texts.itemsTotal, amount: write(totals.itemsBase) },
      ...(totals.itemsDiscount.amountMinor > 0 ? [less(texts.saleSavings, totals.itemsDiscount)] : []),
      ...discounts.map((discount) => less(`${discount.title} (${discount.code})`, discount.amount)),
      ...(isDelivered ? [{ label: texts.delivery, amount: delivery }] : []),
      ...(added.length === 0
        ? positive(texts.tax, totals.tax)
        : added.map((line) => ({ label: taxLabel(line, texts.locale), amount: write(line.amount) }))),
      ...positive(texts.fee, totals.fee),
      { label: texts.total, amount: write(totals.total), isTotal: true },
      ...includedInGoods(taxLines).map((line) => ({
        label: texts.pricesInclude(taxLabel(line, texts.locale)),
        amount: write(line.amount),
      })),
      ...(isDelivered ? insideDelivery(taxLines) : []).map((line) => ({
        label: texts.deliveryIncludes(taxLabel(line, texts.locale)),
        amount: write(line.amount),
      })),
    ],
  };
}

/** An address as it is written on a parcel. */
export function addressLines(address: Address, locale: string): readonly string[] {
  const region = [address.region, address.postalCode].filter((part) => part !== "").join(" ");
  return [
    address.name,
    address.company ?? "",
    address.lineOne,
    address.lineTwo ?? "",
    [address.city, region].filter((part) => part !== "").join(", "),
    countryName(address.country, locale),
  ].filter((line) => line !== "");
}

export const countryName = (code: string, locale: string): string =>
  new Intl.DisplayNames([locale], { type: "region", fallback: "code" }).of(code) ?? code;

/** "November 26", in Coordinated Universal Time. */
export const formatDay = (day: Date, locale: string): string =>
  new Intl.DateTimeFormat(locale, { day: "numeric", month: "long", timeZone: "UTC" }).format(day);

/** "November 26, 2026 at 2:30 PM UTC". */
export const formatTime = (time: Date, locale: string): string =>
  `${new Intl.DateTimeFormat(locale, { dateStyle: "long", timeStyle: "short", timeZone: "UTC" }).format(time)} UTC`;
