import { shownPrices } from "../checkout/taxes/shown-prices.ts";
import { formatDeduction, formatMoney, money } from "../money.ts";
import type { AttentionItem, DaySummary, MailContent } from "../orders/mail.ts";
import { unreachable } from "../invariant.ts";
import { inWords } from "../plain-text.ts";
import { counted } from "../wire/text-tables.ts";
import type { Block, MailDocument } from "./document.ts";
import { formatDay, formatTime, itemsBlock, totalsBlock } from "./order-blocks.ts";
import { deliveryFacts } from "./parts-blocks.ts";
import type { SellerTexts as Texts } from "./texts/seller.ts";

export type SellerContent = Extract<
  MailContent,
  { kind: "new_order" | "dispute_opened" | "receiver_turned_off" | "needs_person" | "daily_summary" }
>;
type Of<Kind extends SellerContent["kind"]> = Extract<SellerContent, { kind: Kind }>;
type Written = Pick<MailDocument, "subject" | "blocks">;

/** What a seller, or whoever runs the shop, is written. No buyer's data is in it: it is sent where nobody can erase it. */
export function sellerMail(content: SellerContent, texts: Texts): Written {
  switch (content.kind) {
    case "new_order":
      return newOrder(content, texts);
    case "dispute_opened":
      return disputeOpened(content, texts);
    case "receiver_turned_off":
      return receiverTurnedOff(content, texts);
    case "needs_person":
      return needsPerson(content, texts);
    case "daily_summary":
      return dailySummary(content.summary, texts);
    default:
      return unreachable(content);
  }
}

function newOrder({ kind, order }: Of<"new_order">, texts: Texts): Written {
  const amount = formatMoney(order.paid, texts.locale);
  const { delivery, shortages } = order;
  const titleOf = (productId: string) =>
    order.lineItems.find((item) => item.productId === productId)?.title ?? productId;
  const goods = shortages.map((one) => `${one.missing} × ${titleOf(one.productId)}`);
  const missing: readonly Block[] =
    goods.length === 0
      ? []
      : [{ kind: "notice", title: texts[kind].shortage, text: texts[kind].shortageText(goods.join("; ")) }];
  const sent: readonly Block[] = delivery === null ? [] : [deliveryFacts(delivery, order.lineItems, texts)];
  return {
    subject: texts[kind].subject(order.number, amount),
    blocks: [
      { kind: "heading", text: texts[kind].heading(order.number) },
      { kind: "paragraph", text: texts[kind].text(amount, formatTime(order.paidAt, texts.locale)) },
      ...missing,
      itemsBlock(order.lineItems, texts, shownPrices(order).lines),
      totalsBlock({ ...order, isDelivered: delivery !== null }, texts),
      ...sent,
      { kind: "small", text: texts[kind].buyer },
    ],
  };
}

function receiverTurnedOff(content: Of<"receiver_turned_off">, texts: Texts): Written {
  const { kind, host, receiverId, since, failure } = content;
  return {
    subject: texts[kind].subject(host),
    blocks: [
      { kind: "heading", text: texts[kind].subject(host) },
      { kind: "paragraph", text: texts[kind].text(formatTime(new Date(since), texts.locale)) },
      { kind: "facts", title: texts[kind].receiver, lines: [receiverId] },
      { kind: "facts", title: texts[kind].reason, lines: [inWords(failure)] },
      { kind: "paragraph", text: texts[kind].what },
    ],
  };
}

function disputeOpened(content: Of<"dispute_opened">, texts: Texts): Written {
  const { kind, order, reason, deadline } = content;
  const amount = formatMoney(content.amount, texts.locale);
  const until = deadline === null ? texts[kind].noDeadline : formatTime(deadline, texts.locale);
  return {
    subject: texts[kind].subject(order.number, amount),
    blocks: [
      { kind: "heading", text: texts[kind].heading },
      { kind: "paragraph", text: texts[kind].text(amount, order.number) },
      { kind: "facts", title: texts[kind].reason, lines: [inWords(reason)] },
      { kind: "facts", title: texts[kind].deadline, lines: [until] },
      { kind: "paragraph", text: texts[kind].where },
    ],
  };
}

function needsPerson({ kind, items, more = 0 }: Of<"needs_person">, texts: Texts): Written {
  const shown = items.toSorted(byTime).map((item) => ({
    title: texts.attention[item.kind],
    detail:
      item.until === undefined
        ? item.subject
        : texts[kind].until(item.subject, formatTime(new Date(item.until), texts.locale)),
    amount: item.amount === null ? "" : formatMoney(item.amount, texts.locale),
  }));
  const count = items.length + more;
  const needing = counted(texts[kind].needing, count, texts.locale);
  return {
    subject: needing,
    blocks: [
      { kind: "heading", text: needing },
      { kind: "paragraph", text: counted(texts[kind].text, count, texts.locale) },
      {
        kind: "items",
        items: shown,
        more: more === 0 ? null : counted(texts[kind].more, more, texts.locale),
      },
      { kind: "small", text: texts.whereAll },
    ],
  };
}

/** What some time ends goes before the rest, the nearest time first. */
const byTime = (one: AttentionItem, other: AttentionItem): number => endOf(one) - endOf(other);
const endOf = ({ until }: AttentionItem): number =>
  until === undefined ? Number.MAX_SAFE_INTEGER : new Date(until).getTime();

function dailySummary({ day: date, sales, testOrders, attention }: DaySummary, texts: Texts): Written {
  const { daily_summary: said } = texts;
  const day = formatDay(new Date(`${date}T12:00:00Z`), texts.locale);
  const orders = sales.reduce((sum, one) => sum + one.orders, 0);
  const blocks: Block[] = [{ kind: "heading", text: said.heading(day) }];
  if (sales.length === 0) blocks.push({ kind: "paragraph", text: said.nothing });
  for (const one of sales) {
    const write = (amountMinor: number) => formatMoney(money(amountMinor, one.currency), texts.locale);
    const count = counted(said.orders, one.orders, texts.locale);
    const given = counted(said.refunds, one.refunds, texts.locale);
    const left = one.paidMinor - one.refundedMinor;
    blocks.push(
      {
        kind: "facts",
        title: one.sellerName ?? one.sellerId,
        lines: [[count, ...(one.refunds === 0 ? [] : [given])].join(", ")],
      },
      {
        kind: "amounts",
        rows: [
          { label: said.sold, amount: write(one.paidMinor) },
          { label: said.refunded, amount: formatDeduction(money(one.refundedMinor, one.currency), texts.locale) },
          { label: said.left, amount: left < 0 ? `−${write(-left)}` : write(left), isTotal: true },
        ],
      },
    );
  }
  if (testOrders > 0)
    blocks.push({ kind: "small", text: said.testOrders(counted(said.orders, testOrders, texts.locale)) });
  blocks.push(...attentionBlocks(attention, texts));
  return { subject: said.subject(day, counted(said.orders, orders, texts.locale)), blocks };
}

function attentionBlocks(attention: DaySummary["attention"], texts: Texts): readonly Block[] {
  const { daily_summary: said } = texts;
  if (attention.length === 0) return [{ kind: "small", text: said.allWell }];
  const line = (one: { readonly kind: AttentionItem["kind"]; readonly count: number }) =>
    said.counted(texts.attention[one.kind], one.count);
  return [
    { kind: "facts", title: said.attention, lines: attention.map(line) },
    { kind: "small", text: texts.whereAll },
  ];
}
