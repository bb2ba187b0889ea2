import { z } from "zod";
import { wholeNumber } from "../setting.ts";

const MEGABYTE = 1024 * 1024;

/** How many bytes of product pictures are kept in DATA_DIR. */
export const pictureSettings = z
  .object({ PICTURES_MAX_MB: wholeNumber(20, 1_000_000).default(500) })
  .transform((settings) => ({ maxBytes: settings.PICTURES_MAX_MB * MEGABYTE }));
