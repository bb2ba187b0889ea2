import type { Catalog, Product, ProductSearch } from "#lib/catalog/product.ts";
import { productId, sellerId } from "#lib/ids.ts";
import { money } from "#lib/money.ts";
import { createCatalog } from "#lib/store/drizzle/catalog.ts";
import { openPostgres } from "#lib/store/drizzle/postgres.ts";
import { root } from "../../install.mjs";
import { linesPart } from "./lines-part.ts";
import { timed } from "./timed.ts";

const TIMES = 40;
const BATCH = 500;
const ANY: Omit<ProductSearch, "now"> = {
  text: null,
  currency: null,
  minPriceMinor: null,
  maxPriceMinor: null,
  sellerId: null,
  availability: null,
  brand: null,
  category: null,
  sort: "relevance",
  withFacets: false,
  limit: 10,
  cursor: null,
};

/** From what a shop has in every aisle to what it has once. */
const KINDS =
  "jacket shirt trousers mug kettle lantern compass blanket knife board tent backpack bottle lamp chair table".split(
    " ",
  );
const LOOKS =
  "enamel woollen cotton olive walnut steel moss sand slate winter summer light heavy small large folding".split(" ");

export const searchPart = linesPart({
  name: "search",
  title: "What an import and each kind of search takes among products",
  sizesOf: ({ isQuick, isWhole }) => (isQuick ? [1000] : isWhole ? [1000, 10_000, 100_000, 1_000_000] : [1000, 10_000]),
  run: benchSearch,
});

/** Fills a catalogue with made-up products up to each size, and measures what an import and each kind of search takes there. */
async function benchSearch(url: string, sizes: readonly number[], report: (line: string) => void): Promise<void> {
  for (const size of sizes) await searchAmong(url, size, report);
}

async function searchAmong(url: string, count: number, report: (line: string) => void): Promise<void> {
  const opened = await openPostgres(url, root);
  const catalog = createCatalog(opened.database);
  try {
    const filled = await catalog.count();
    const from = performance.now();
    for (let first = filled; first < count; first += BATCH)
      await catalog.upsert(Array.from({ length: Math.min(BATCH, count - first) }, (_, index) => madeUp(first + index)));
    const rate = ((count - filled) * 1000) / (performance.now() - from);
    await opened.database.execute("analyze");
    // What an import left for later. A whole vacuum takes longer than the shop waits for an answer.
    await opened.database.execute("select gin_clean_pending_list('products_by_words')");
    report(`${count} products; the last ${count - filled} of them written at ${rate.toFixed(0)} per second`);
    report("Milliseconds, median and 95th percentile, on one connection; the ratio is to a SKU");
    let first: number | null = null;
    for (const [name, search] of searches(count)) {
      const { median, text } = await timed(TIMES, () => everyKind(catalog, search));
      first ??= median;
      report(`${name.padEnd(44)} ${text.padEnd(16)} ${(median / first).toFixed(2)}`);
    }
  } finally {
    await opened.close();
  }
}

async function everyKind(catalog: Catalog, search: Partial<ProductSearch>): Promise<void> {
  const found = await catalog.search({ ...ANY, now: new Date(), ...search });
  if (found.kind !== "found") throw new Error(found.kind);
}

function searches(count: number): readonly (readonly [string, Partial<ProductSearch>])[] {
  const middle = Math.floor(count / 2);
  return [
    ["a SKU", { text: `SKU-${middle}` }],
    ["a GTIN", { text: gtin(middle) }],
    ["a word of a few products", { text: nameOf(middle) }],
    ["two words of some", { text: "enamel lantern" }],
    ["a plural", { text: "lanterns" }],
    ["a word of very many", { text: "shirt" }],
    ["a typing error", { text: "enamal lantren" }],
    ["a word of nearly all", { text: "made" }],
    ["two words of many, seldom together", { text: "cotton lantern" }],
    ["words that nothing has together", { text: `${nameOf(1)} ${nameOf(middle)}` }],
    ["a word that nothing has", { text: "zeppelin" }],
    ["a word of very many, by price", { text: "shirt", sort: "price_ascending" }],
    ["everything, by price, dearest first", { sort: "price_descending" }],
    ["a price range", { currency: "USD", minPriceMinor: 5000, maxPriceMinor: 5100, sort: "price_ascending" }],
    ["a brand", { brand: "Brand 7" }],
    ["a word with facets", { text: "enamel lantern", withFacets: true }],
    ["everything with facets", { withFacets: true }],
  ];
}

/** A word of letters alone, another for every 20 products. */
function nameOf(index: number): string {
  const letters = "bcdfghjklmnprstvwz";
  let rest = Math.floor(index / 20);
  let name = "";
  for (let length = 0; length < 4; length += 1) {
    name += `${letters[rest % letters.length] ?? ""}${"aeiou"[rest % 5] ?? ""}`;
    rest = Math.floor(rest / letters.length);
  }
  return name;
}

const gtin = (index: number): string => String(4_000_000_000_000 + index);

export function madeUp(index: number): Product {
  // A step that shares no divisor with the lists: neighbours differ in everything.
  const pick = (words: readonly string[], step: number) => words[Math.floor(index / step) % words.length] ?? "";
  const kind = pick(KINDS, 1);
  const look = pick(LOOKS, KINDS.length);
  const priceMinor = 500 + ((index * 7919) % 200_000);
  return {
    id: productId(`p-${index}`),
    sellerId: sellerId(`seller-${index % 50}`),
    sellerName: `Seller ${index % 50}`,
    offerId: null,
    groupId: null,
    title: `${look} ${kind} ${nameOf(index)} No. ${index}`,
    description: `A ${look} ${kind} for every day, made by hand from what lasts. ${pick(LOOKS, 3)} and ${pick(LOOKS, 5)}, it goes with every other ${pick(KINDS, 7)} of the house and is sent within two days.`,
    brand: `Brand ${index % 200}`,
    url: `https://shop.example.com/p/${index}`,
    imageUrl: `https://shop.example.com/i/${index}.jpg`,
    additionalImageUrls: [],
    availability: index % 9 === 0 ? "out_of_stock" : "in_stock",
    price: money(priceMinor, "USD"),
    salePrice: index % 10 === 0 ? money(Math.floor(priceMinor / 2), "USD") : null,
    saleFrom: null,
    saleUntil: null,
    expiresAt: null,
    availableFrom: null,
    isEligibleSearch: true,
    isEligibleCheckout: true,
    isDigital: false,
    sellerPrivacyPolicyUrl: null,
    sellerTermsUrl: null,
    category: `Home > ${kind} > ${look}`,
    condition: "new",
    variant: {},
    stockOnHand: null,
    sku: `SKU-${index}`,
    gtin: gtin(index),
    mpn: null,
    taxCategory: null,
    weightGrams: null,
    deliveryPrices: [],
  };
}
