import { join } from "node:path";
import type { Catalog } from "../catalog/product.ts";
import type { Config } from "../config/config.ts";
import { openDiskCache } from "../pictures/disk-cache.ts";
import { INTERNET } from "../outbound/network.ts";
import { createPictures, type Pictures } from "../pictures/pictures.ts";
import type { Logger } from "./pino-log.ts";
import type { Store } from "../store/store.ts";
import { newId } from "./secrets.ts";

const logoOf = (source: string | null) => (source === null ? null : { source, title: "" });

/** The catalogue's pictures and the sellers' logos, fetched from the internet and kept in DATA_DIR/pictures. */
export function openPictures(
  config: Config,
  { catalog, store }: { readonly catalog: Catalog; readonly store: Pick<Store, "logoAddress"> },
  log: Logger,
  now: () => Date,
): Pictures {
  return createPictures({
    catalog: { picture: async (key) => (await catalog.picture(key)) ?? logoOf(await store.logoAddress(key)) },
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
