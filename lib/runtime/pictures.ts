import { join } from "node:path";
import type { Catalog } from "../catalog/product.ts";
import type { Config } from "../config/config.ts";
import { openDiskCache } from "../pictures/disk-cache.ts";
import { INTERNET } from "../outbound/network.ts";
import { createPictures, type Pictures } from "../pictures/pictures.ts";
import type { Logger } from "./pino-log.ts";
import { newId } from "./secrets.ts";

/** The catalogue's pictures, fetched from the internet and kept in DATA_DIR/pictures. */
export function openPictures(config: Config, catalog: Catalog, log: Logger, now: () => Date): Pictures {
  return createPictures({
    catalog,
    cache: openDiskCache({
      folder: join(/* turbopackIgnore: true */ config.dataDir, "pictures"),
      maxBytes: config.picturesMaxBytes,
      now,
      newName: () => newId("pic"),
    }),
    network: INTERNET,
    publicUrl: config.publicUrl,
    now,
    onRefusal: (refusal) => log.warn(refusal, "a product picture cannot be had"),
    onCacheError: (error) => log.error({ error }, "the picture cache in DATA_DIR cannot be used"),
  });
}
