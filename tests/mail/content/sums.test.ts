import { describe, expect, it } from "vitest";
import type { Block } from "#lib/mail/document.ts";
import { buyerMail, type BuyerContent } from "#lib/mail/buyer-mails.ts";
import { messageOf } from "#lib/mail/message.ts";
import { mailTexts } from "#lib/mail/texts/mail-texts.ts";
import { anOrder, aProduct, aSession } from "../../fixtures/builders.ts";
import { linesInParcels } from "../../looks/checkout-lines.ts";
import { productId } from "#lib/ids.ts";
import { money } from "#lib/money.ts";
import { aMail, CONTENTS, PUBLIC_URL, SENDER } from "../mail-cases.ts";

const texts = mailTexts("en-US");
const onSale = aSession({ status: "completed", discountCodes: ["TEN"], lines: linesInParcels });
const orderOnSale = { ...anOrder(onSale), delivery: onSale.deliveryOptions[0] ?? null };
const { sellerName, lineItems, totals, discounts, taxLines, taxBasis, link } = onSale;
const unpaid = { sellerName, lineItems, totals, discounts, taxLines, taxBasis, link, isDelivered: true, isOpen: true };
const WITH_SUMS: readonly (readonly [string, BuyerContent])[] = [
  ["order_placed", CONTENTS.order_placed],
  ["order_placed on sale", { kind: "order_placed", order: orderOnSale, address: null }],
  ["order_canceled", CONTENTS.order_canceled],
  ["debit_failed", CONTENTS.debit_failed],
  ["debit_failed on sale", { kind: "debit_failed", checkout: unpaid }],
];

const blocksOf = <Kind extends Block["kind"]>(content: BuyerContent, kind: Kind) =>
  buyerMail(content, { texts, publicUrl: PUBLIC_URL }).blocks.filter(
    (block): block is Extract<Block, { kind: Kind }> => block.kind === kind,
  );
/** "−$1,234.50" in cents. */
const centsOf = (amount: string): number =>
  amount === texts.free ? 0 : Number(amount.replace("−", "-").replace(/[$,]/g, "").replace(".", ""));
const sumOf = (amounts: readonly string[]) => amounts.reduce((sum, amount) => sum + centsOf(amount), 0);
const textOf = (content: BuyerContent, locale = "en-US") =>
  messageOf(aMail(content, { locale }), { publicUrl: PUBLIC_URL, sender: SENDER }).text;

describe("whoever adds up", () => {
  it.each(WITH_SUMS)("the rows of the message %s gets its total", (_, content) => {
    const [amounts] = blocksOf(content, "amounts");
    const rows = amounts?.rows ?? [];
    // What is below the total is in what is above it.
    const index = rows.findIndex(({ isTotal }) => isTotal === true);
    const total = rows[index];
    expect(total?.amount).toMatch(/^\$/);
    expect(sumOf(rows.slice(0, index).map(({ amount }) => amount))).toBe(centsOf(total?.amount ?? ""));
  });

  it.each(WITH_SUMS)("the lines of the message %s gets what the items come to without reductions", (_, content) => {
    const items = blocksOf(content, "items").flatMap((block) => block.items);
    const regular = items.map(({ detail, amount }) => /Regular price (\S+)/.exec(detail)?.[1] ?? amount);
    const [amounts] = blocksOf(content, "amounts");
    expect(sumOf(regular)).toBe(centsOf(amounts?.rows[0]?.amount ?? ""));
    expect(amounts?.rows[0]?.label).toBe(texts.itemsTotal);
  });
});

it("what is on sale says its regular price, in the buyer's language, and nothing else does", () => {
  const placed = { kind: "order_placed", order: orderOnSale, address: null } as const;
  expect(textOf(placed)).toContain("- Cabin scented candle, 2 × $28.00 · Regular price $64.00, $56.00");
  expect(textOf(placed).match(/Regular price/g)).toHaveLength(1);
  expect(textOf(placed, "de-DE")).toContain("Regulärer Preis 64,00");
  expect(textOf(CONTENTS.order_placed)).not.toContain("Regular price");
});

it("an order that cost nothing says what took its price off when it is canceled", () => {
  const text = textOf(CONTENTS.order_canceled);
  for (const said of ["You paid nothing", "Items: $90.00", "−$90.00", "Total: $0.00"]) expect(text).toContain(said);
});

it("a failed debit of goods that need no delivery says nothing of one", () => {
  const lines = [
    { product: aProduct({ id: productId("book"), isDigital: true, price: money(900, "USD") }), quantity: 1 },
  ];
  const { link: ofBook, ...rest } = aSession({ lines });
  const checkout = { ...rest, link: ofBook, isDelivered: false, isOpen: true };
  expect(textOf({ kind: "debit_failed", checkout })).not.toMatch(/delivery/i);
  expect(textOf(CONTENTS.debit_failed)).toContain("\nDelivery: $5.44");
});

it("a day's refunds are taken off what was paid, with the sign of it", () => {
  const { text } = messageOf(aMail(CONTENTS.daily_summary), { publicUrl: PUBLIC_URL, sender: SENDER });
  expect(text).toContain("Paid: $842.50\nRefunded: −$12.50\nAfter refunds: $830.00");
  expect(text).toContain("Refunded: ¥0");
});

it("taxes inside a price are named after a colon, whatever letter they start with", () => {
  const british = { ...onSale.address, country: "GB", region: "", postalCode: "SW1A 1AA" };
  const session = aSession({
    status: "completed",
    address: { ...(onSale.address ?? expect.unreachable()), ...british },
  });
  const order = { ...anOrder(session), delivery: session.deliveryOptions[0] ?? null };
  const text = textOf({ kind: "order_placed", order, address: null });
  expect(text).toContain("Included in prices: VAT (20%): ");
  expect(text).toContain("Included in delivery: VAT (20%): ");
  expect(text).not.toMatch(/includes? /);
});
