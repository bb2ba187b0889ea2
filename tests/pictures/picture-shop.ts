import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDiskCache } from "#lib/pictures/disk-cache.ts";
import { pictureKey, pictureUrl } from "#lib/pictures/picture-address.ts";
import { createPictures, type PictureRefusal, type Pictures } from "#lib/pictures/pictures.ts";
import type { Network } from "#lib/outbound/network.ts";

export const SHOP = "https://shop.example.com";

export type PictureShop = {
  readonly pictures: Pictures;
  readonly refusals: readonly PictureRefusal[];
  readonly cacheErrors: readonly unknown[];
  readonly folder: string;
  /** What the catalogue was asked for. */
  readonly lookUps: readonly string[];
  /** Puts a product with this picture into the catalogue and returns the picture's address at the shop. */
  sells(source: string, title?: string): string;
  /** Lets time pass. */
  wait(ms: number): void;
  stop(): void;
};

/** Pictures of a catalogue in memory, over a network that the test gives, with a cache of its own. */
export function pictureShop(network: Network, options: { readonly fetchTimeoutMs?: number } = {}): PictureShop {
  const root = mkdtempSync(join(tmpdir(), "tillswitch-pictures-"));
  const folder = join(root, "pictures");
  const products = new Map<string, { source: string; title: string }>();
  const [refusals, cacheErrors, lookUps]: [PictureRefusal[], unknown[], string[]] = [[], [], []];
  let [now, written] = [Date.now(), 0];
  const pictures = createPictures({
    catalog: {
      async picture(key) {
        lookUps.push(key);
        return products.get(key) ?? null;
      },
    },
    cache: openDiskCache({
      folder,
      maxBytes: 20 * 1024 * 1024,
      now: () => new Date(),
      newName: () => String((written += 1)),
    }),
    network,
    publicUrl: SHOP,
    now: () => new Date(now),
    onRefusal: ({ reason }) => refusals.push(reason),
    onCacheError: (error) => cacheErrors.push(error),
    ...options,
  });
  return {
    pictures,
    refusals,
    cacheErrors,
    folder,
    lookUps,
    sells(source, title = "Mug") {
      products.set(pictureKey(source), { source, title });
      return pictureUrl(source, SHOP) ?? "";
    },
    wait(ms) {
      now += ms;
    },
    stop() {
      pictures.close();
      rmSync(root, { recursive: true, force: true });
    },
  };
}
