import { z } from "zod";
import { wholeNumber } from "../setting.ts";

/** Of how many imports of each seller it is kept how the products were before; 0: of none. */
export const importSettings = z
  .object({ CATALOG_IMPORTS_KEPT: wholeNumber(0, 100).default(10) })
  .transform((settings) => ({ kept: settings.CATALOG_IMPORTS_KEPT }));
