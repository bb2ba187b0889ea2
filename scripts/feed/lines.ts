import type { CheckLine, Mark } from "#lib/catalog/check-feed.ts";
import type { ImportLine } from "#lib/catalog/import-feed.ts";
import type { NotSelling } from "#lib/sellers/record.ts";

const NOT_SELLING: Readonly<Record<NotSelling, string>> = {
  not_open_yet: "waits for approval (npm run sellers -- --activate ID)",
  paused: "is paused",
  left: "has left",
};

/** A line of an import's or a check's account, for a person. */
export function sentenceOf(line: Exclude<ImportLine | CheckLine, { type: "progress" }>): string {
  switch (line.type) {
    case "rejection":
      return `line ${line.line}${line.field === "" ? "" : `, ${line.field}`}: ${line.reason}`;
    case "mark":
      return `line ${line.line}, ${line.id}: ${sentenceOfMark(line.mark)}`;
    case "not_selling":
      return `Seller ${line.name} (${line.seller}) ${NOT_SELLING[line.why]}; their products are imported and not for sale.`;
    case "not_replaced":
      return `Not replaced: ${line.message}.`;
    case "not_analysed":
      return `Not analysed: ${line.message}. The products are imported; reads may be slow until the database analyses them.`;
    case "failed":
      return `The import failed: ${line.message}. What was imported before stays.`;
    case "checked":
      return `${[
        `${line.added} new`,
        `${line.changed} changed`,
        `${line.unchanged} unchanged`,
        `${line.withdrawn} to be taken off sale`,
        `${line.rejected} rejected`,
        `${line.marked} marked`,
      ].join(", ")}. Nothing was imported.`;
    case "done":
      return `${[
        `${line.accepted} accepted`,
        `${line.rejected} rejected`,
        ...(line.withdrawn > 0 ? [`${line.withdrawn} taken off sale`] : []),
        ...(line.stockSet + line.stockLeft > 0 ? [`stock ${line.stockSet} set and ${line.stockLeft} left`] : []),
        ...(line.pricesLeft > 0 ? [`${line.pricesLeft} left with a later price or availability`] : []),
      ].join(", ")}.`;
  }
}

function sentenceOfMark(mark: Mark): string {
  switch (mark.kind) {
    case "price_changed":
      return `the price changes from ${mark.before} to ${mark.after}`;
    case "in_stock_without_stock":
      return "in_stock with an inventory_quantity of 0; it is shown as out of stock";
    case "sale_not_below_price":
      return "sale_price is not below price and is ignored";
    case "pre_order_without_date":
      return "pre_order without an availability_date; buyers are not told when it is sent";
    case "delivery_in_other_currency":
      return "a price of shipping is in another currency than price and is not used";
    case "expired":
      return "it has expired and is not sold";
  }
}

/** A feed's text goes to a terminal, which would obey its control characters. */
export function withoutControls(text: string): string {
  return text.replace(/\p{Cc}/gu, "\u{FFFD}");
}
