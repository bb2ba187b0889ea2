import { z } from "zod";
import { FROM_FEED } from "../../purchase/sellers/feed-gate.ts";
import { oneOf, wholeNumber } from "../setting.ts";

/** Of how many imports of each seller it is kept how the products were before, 0: of none; and what becomes of new sellers. */
export const importSettings = z
  .object({
    CATALOG_IMPORTS_KEPT: wholeNumber(0, 100).default(10),
    SELLERS_FROM_FEED: oneOf(FROM_FEED).default("accept"),
  })
  .transform((settings) => ({ kept: settings.CATALOG_IMPORTS_KEPT, sellersFromFeed: settings.SELLERS_FROM_FEED }));
