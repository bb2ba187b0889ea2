import type { SellerId } from "../../ids.ts";
import { sellerOf } from "../../sellers/record.ts";
import type { PurchaseContext } from "../context.ts";
import { taxWarnings } from "./rule-changes.ts";

const PAGE = 200;
/** So many are named; the list of sellers says it of each. */
const MAX_NAMED = 20;

/**
 * Reports active sellers whose own taxes have no rule for the default class, as after another `default_class` of the shop file,
 * which is read at start: their rules are refused for it only when they are given. Reads all active sellers, a page at a time.
 */
export async function reportUntaxedSellers(
  context: Pick<PurchaseContext, "store" | "sellers" | "rules" | "report">,
): Promise<void> {
  const file = context.sellers.inFile.sellers;
  const untaxed: SellerId[] = [];
  for (let after: SellerId | null = null; ;) {
    const page = await context.store.sellerPage({ after, state: "active", sellers: null, limit: PAGE });
    for (const record of page)
      if (taxWarnings(context, sellerOf(record, file)).some(({ kind }) => kind === "no_usual_tax"))
        untaxed.push(record.id);
    after = page.at(-1)?.id ?? null;
    if (page.length < PAGE) break;
  }
  if (untaxed.length === 0) return;
  const { defaultClass } = context.rules.taxSettings;
  context.report({
    level: "error",
    message: "own taxes of sellers have no rule for the default class, so goods of it are sold without tax",
    fields: { sellers: untaxed.length, first: untaxed.slice(0, MAX_NAMED).join(" "), defaultClass },
  });
}
