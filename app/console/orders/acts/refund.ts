import { refund, type RefundLine, type RefundRequest } from "#lib/operator/refund.ts";
import { refundText } from "#lib/operator/refund-texts.ts";
import type { Order } from "#lib/orders/order.ts";
import type { Operator } from "#lib/purchase/operator.ts";
import { isTicked, textIn, type Asked } from "../../asked.ts";
import { withoutOption } from "../../without-option.ts";
import { nameOf } from "../words.ts";
import { onlyLine } from "./only-line.ts";
import { linesIn, quantityField } from "./quantities.ts";

type OrderRefund = Extract<RefundRequest, { readonly order: string }>;

/** The fields of the form: all that is left, an amount, or units of lines, and what follows from it. */
export const refundFields = ({ lineItems }: Order): readonly string[] => [
  "give",
  "amount",
  ...lineItems.map(({ id }) => quantityField(id)),
  "shipping",
  "restock",
  "return-codes",
  "insist",
  "again",
];

/** As many characters of an amount as the verb reads, with a space and the currency behind them. */
export const MAX_AMOUNT = 36;

/**
 * A refund as the form asks for it. Its name is made of what is asked, so that a second press, a reload, or another person
 * who asks for the same gives nothing more; `again` names one that is meant to be a second.
 */
export function refundAsked(asked: Asked, order: Order): OrderRefund {
  const give = textIn(asked, "give");
  const amount = textIn(asked, "amount", MAX_AMOUNT);
  const again = textIn(asked, "again", 40);
  return {
    order: nameOf(order),
    amount: give === "amount" ? inCurrency(amount, order) : null,
    lines: give === "lines" ? [...linesIn(asked, order)] : [],
    isShippingToo: give === "lines" && isTicked(asked, "shipping"),
    restock: isTicked(asked, "restock"),
    returnCodes: isTicked(asked, "return-codes"),
    insist: isTicked(asked, "insist"),
    requestId: again === "" ? null : `console-${again}`,
    why: textIn(asked, "why", 200) || "not said yet",
  };
}

const inCurrency = (amount: string, { paid }: Order): string =>
  /[a-z]$/i.test(amount) ? amount : `${amount} ${paid.currency}`;

/** True when the form says nothing that could be given back; without this a form of empty lines would ask for everything. */
export const asksForNothing = ({ lines, isShippingToo }: OrderRefund, asked: Asked): boolean => {
  const give = textIn(asked, "give");
  if (give === "lines") return lines.length === 0 && !isShippingToo;
  return give === "amount" ? textIn(asked, "amount") === "" : give !== "all";
};

/** What a refund would do, or what became of one that is done. */
export const runRefund = (operator: Operator, request: OrderRefund): Promise<RefundLine> =>
  onlyLine((emit) => refund(operator, request, emit, "console"));

/** The sentences of `npm run refund`, in which options are named, as a page says them. */
export function refundWords(line: RefundLine): string {
  switch (line.kind) {
    case "order_disputed":
      return "The payment is disputed, or the bank asks about it. Refund nevertheless only if you mean to pay it back beside the dispute.";
    case "restock_needs_lines":
      return "An amount does not say which goods are back on the shelf. Give back lines instead.";
    case "amount_needs_lines":
      return "An amount does not say whose goods it is for. Give back lines instead.";
    case "other_amount":
      return "A second refund of this name was made for another amount.";
    default:
      return withoutOption(refundText(line).text);
  }
}
