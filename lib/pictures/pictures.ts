import type { Catalog } from "../catalog/product.ts";
import { keptUntil } from "../kept-answers.ts";
import { Queue, QueueByKey, SingleFlight } from "./bounded.ts";
import type { DiskCache } from "./disk-cache.ts";
import { fetchPicture, type Fetched, type FetchRefusal } from "./fetch-picture.ts";
import type { Network } from "../outbound/network.ts";
import { pictureKey, pictureUrl } from "./picture-address.ts";
import { masterOf, sizeOf, type DecodeRefusal, type PictureFormat } from "./sharp.ts";

export type PictureRequest = {
  /** As `pictureKey` makes it. */
  readonly key: string;
  /** One of PICTURE_WIDTHS. */
  readonly width: number;
  readonly format: PictureFormat;
};
export type PictureRefusal = FetchRefusal | DecodeRefusal;
export type PictureAnswer =
  | { readonly kind: "picture"; readonly bytes: Buffer }
  /** The product is known and its picture cannot be had; `isFinal` is false when that may change within seconds. */
  | { readonly kind: "stand_in"; readonly title: string; readonly isFinal: boolean }
  /** No product in the catalogue has this picture, or it is on our own origin already. Nothing was fetched. */
  | { readonly kind: "unknown" };

export type Pictures = {
  get(request: PictureRequest): Promise<PictureAnswer>;
  /** Ends the fetches under way. */
  close(): void;
};

export type PicturesOptions = {
  readonly catalog: Pick<Catalog, "picture">;
  readonly cache: DiskCache;
  readonly network: Network;
  readonly publicUrl: string;
  readonly now: () => Date;
  /** Absent: as fetchPicture has it. */
  readonly fetchTimeoutMs?: number;
  readonly onRefusal: (refusal: {
    readonly key: string;
    readonly host: string;
    readonly reason: PictureRefusal;
  }) => void;
  /** The cache's folder cannot be read or written: pictures are still served, and fetched again each time. */
  readonly onCacheError: (error: unknown) => void;
};

type Decoded = Awaited<ReturnType<typeof masterOf>>;
type Refused = { readonly kind: "refused"; readonly reason: PictureRefusal };
/** There was no place or no time; who asks again may be luckier. */
type Busy = { readonly kind: "busy" };
type Made = PictureAnswer | Busy;
type Master = Exclude<Made, { kind: "picture" }> | { readonly kind: "master"; readonly bytes: Buffer };
const BUSY: Busy = { kind: "busy" };

/** A fetch waits for another host and holds 20 MB at most; decoding needs a processor, and the others are the buyers'. */
const FETCHES = { atOnce: 6, waiting: 100 };
/** Half of the places at most are one host's, so that a host that answers slowly leaves the others theirs. */
const FETCHES_PER_HOST = { atOnce: 3, waiting: 100 };
const DECODES = { atOnce: 1, waiting: 200 };
const REFUSALS = { forMs: 5 * 60_000, max: 10_000 };
/** A host that accepts no connection would otherwise hold the places of all others, seconds for each of its pictures. */
const SILENT_HOSTS = { forMs: 60_000, max: 1000 };
/** No page waits longer for a picture; the work goes on for whoever asks next. */
const ANSWER_WITHIN_MS = 12_000;

/**
 * The catalogue's pictures in our sizes. A picture is fetched when it is first asked for and kept as a master, from which
 * each size is made when it is first asked for; both are in the cache. Only addresses in the catalogue are ever fetched.
 */
export function createPictures(options: PicturesOptions): Pictures {
  const { catalog, network, publicUrl, now, onRefusal, fetchTimeoutMs: timeoutMs } = options;
  const cache = forgiving(options.cache, options.onCacheError);
  const [fetches, decodes] = [new Queue(FETCHES), new Queue(DECODES)];
  const hosts = new QueueByKey(FETCHES_PER_HOST);
  const [sizes, masters] = [new SingleFlight<Made>(), new SingleFlight<Master>()];
  const [refusals, silentHosts] = [keptUntil<{ title: string }>(REFUSALS.max), keptUntil<true>(SILENT_HOSTS.max)];
  const stopped = new AbortController();

  async function fetchOne(source: string, host: string): Promise<Fetched> {
    const found = await fetchPicture(source, { network, signal: stopped.signal, timeoutMs });
    if (found.kind === "refused" && found.reason === "no_connection")
      silentHosts.keep(host, true, now().getTime() + SILENT_HOSTS.forMs);
    return found;
  }

  async function fetched(source: string): Promise<Decoded | Refused | Busy> {
    const host = hostOf(source);
    const found =
      (await hosts.run(host, async () =>
        // Asked when its turn comes: the host may have been found silent while this picture waited.
        silentHosts.at(host, now().getTime()) === null ? fetches.run(() => fetchOne(source, host)) : BUSY,
      )) ?? BUSY;
    if (found.kind !== "bytes") return found;
    return (await decodes.run(() => masterOf(found.bytes))) ?? BUSY;
  }

  async function madeMaster(key: string): Promise<Master> {
    const product = await catalog.picture(key);
    if (product === null || !isElsewhere(product.source, publicUrl)) return { kind: "unknown" };
    const { source, title } = product;
    const result = await fetched(source);
    if (result.kind === "busy" || stopped.signal.aborted) return BUSY;
    if (result.kind === "refused") {
      refusals.keep(key, { title }, now().getTime() + REFUSALS.forMs);
      onRefusal({ key, host: hostOf(source), reason: result.reason });
      return { kind: "stand_in", title, isFinal: true };
    }
    await cache.write(`${key}-master.webp`, result.bytes);
    return { kind: "master", bytes: result.bytes };
  }

  async function master(key: string): Promise<Master> {
    const bytes = await cache.read(`${key}-master.webp`);
    return bytes === null ? masters.run(key, () => madeMaster(key)) : { kind: "master", bytes };
  }

  async function madeSize({ key, width, format }: PictureRequest, name: string): Promise<Made> {
    const from = await master(key);
    if (from.kind !== "master") return from;
    const bytes = await decodes.run(() => sizeOf(from.bytes, width, format));
    if (bytes === null) return BUSY;
    await cache.write(name, bytes);
    return { kind: "picture", bytes };
  }

  return {
    async get(request) {
      const name = `${request.key}-${request.width}.${request.format}`;
      const cached = await cache.read(name);
      if (cached !== null) return { kind: "picture", bytes: cached };
      const refusal = refusals.at(request.key, now().getTime());
      if (refusal !== null) return { kind: "stand_in", title: refusal.title, isFinal: true };
      const made = await soon(sizes.run(name, () => madeSize(request, name)));
      if (made.kind !== "busy") return made;
      return { kind: "stand_in", title: (await catalog.picture(request.key))?.title ?? "", isFinal: false };
    },
    close: () => stopped.abort(),
  };
}

const hostOf = (source: string): string => URL.parse(source)?.host ?? "";

/** What our own origin serves, a page loads from there. */
function isElsewhere(source: string, publicUrl: string): boolean {
  return pictureUrl(source, publicUrl)?.includes(`/pictures/${pictureKey(source)}/`) === true;
}

async function soon(made: Promise<Made>): Promise<Made> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Busy>((resolve) => {
    timer = setTimeout(() => resolve(BUSY), ANSWER_WITHIN_MS);
  });
  try {
    return await Promise.race([made, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** A full or read-only disk costs fetches and no picture. */
function forgiving(cache: DiskCache, onError: (error: unknown) => void): Pick<DiskCache, "read" | "write"> {
  return {
    read: (name) =>
      cache.read(name).catch((error: unknown) => {
        onError(error);
        return null;
      }),
    write: (name, bytes) => cache.write(name, bytes).catch(onError),
  };
}
