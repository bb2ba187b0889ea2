import { z } from "zod";
import { fileSeller, goodsRule } from "./seller-fields.ts";
import { withoutRepeats } from "./values.ts";

/** Who the sellers are, as far as the file says it. Format: docs/operations/sellers.md. */
export const sellers = withoutRepeats(z.array(fileSeller), ({ seller }) => seller).default([]);

/** What may be sold where, whoever sells it; before every rule of a seller's own. */
export const goods = z.array(goodsRule).max(500).default([]);
