import { taxByRules } from "../checkout/totals.ts";
import type { TaxService } from "./tax-service.ts";

/** The shop's own table (docs/tax.md). It always answers, and keeps no books beside the orders. */
export const tableTax: TaxService = {
  name: "table",
  quote: async (basket) => ({ kind: "quoted", quote: taxByRules(basket) }),
  record: async () => ({ kind: "not_kept" }),
  reverse: async () => ({ kind: "not_kept" }),
  undo: async () => ({ kind: "not_kept" }),
  health: () => ({ trouble: null, notCollectedIn: [] }),
};
