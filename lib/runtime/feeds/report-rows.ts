import { hasForeignDelivery } from "../../catalog/feed/delivery.ts";
import type { FeedRow, ImportLine } from "../../catalog/import-feed.ts";
import type { ProductId } from "../../ids.ts";
import type { Logger } from "../pino-log.ts";

/** What the log says of an import that nobody watches: rows that are rejected, and prices in them that are not used. */
export function rowsReportedTo(log: Pick<Logger, "warn">) {
  const foreign: { count: number; first: ProductId | null } = { count: 0, first: null };
  return {
    onRow: ({ product }: FeedRow): void => {
      if (!hasForeignDelivery(product)) return;
      foreign.count += 1;
      foreign.first ??= product.id;
    },
    onLine: (line: ImportLine): void => {
      if (line.type === "rejection") log.warn(line, "feed row rejected");
      if (line.type === "not_analysed") log.warn(line, "the products were imported and could not be analysed");
      if (line.type === "not_selling")
        log.warn(line, "a seller of the feed does not sell; their products are not for sale");
      if (line.type === "done" && foreign.count > 0)
        log.warn(
          { products: foreign.count, first: foreign.first },
          "prices of shipping in another currency than the product's are not used",
        );
    },
  };
}
