import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AVAILABILITIES, availabilityNow, currentPrice } from "#lib/catalog/product.ts";
import type { Product, ProductSearch } from "#lib/catalog/product.ts";
import { sellerId, productId } from "#lib/ids.ts";
import { money } from "#lib/money.ts";
import type { OpenDatabase } from "#lib/store/drizzle/database.ts";
import { pictureKey } from "#lib/pictures/picture-address.ts";
import { ANY_SEARCH } from "../../catalog/search/any-search.ts";
import { aProduct, NOON } from "../../fixtures/builders.ts";
import { openStoreBench, random, UNSTORABLE_IDS, type StoreBench } from "./store-bench.ts";

/** The catalogue: what was imported is what is sold and found. */
export function catalogContract(name: string, open: () => Promise<OpenDatabase>): void {
  let bench: StoreBench;
  beforeAll(async () => {
    bench = await openStoreBench(open);
  });
  afterAll(() => bench.opened.close());

  const product = (changes: Partial<Product> = {}) => aProduct({ id: productId(`p_${random()}`), ...changes });
  const put = async (...products: Product[]) => {
    await bench.catalog.upsert(products);
    return products;
  };
  const search = async (options: Partial<ProductSearch>) => {
    const found = await bench.catalog.search({
      ...ANY_SEARCH,
      now: NOON,
      ...options,
    });
    if (found.kind !== "found") throw new Error(found.kind);
    return found;
  };
  const minutesFromNoon = (minutes: number) => new Date(NOON.getTime() + minutes * 60_000);
  const idsOf = (products: readonly Product[]) => products.map((one) => one.id);

  describe(`${name}: products`, () => {
    it.each(AVAILABILITIES)("are read back as they were stored: %s", async (availability) => {
      const full = product({
        availability,
        offerId: "offer-1",
        groupId: "group-1",
        title: `Zoë's "mug" \\ \u{1f9d1}\u200d\u{1f680}`,
        additionalImageUrls: ["/a.svg", "/b.svg"],
        price: money(Number.MAX_SAFE_INTEGER, "KWD"),
        salePrice: money(12_345_678_901, "KWD"),
        saleFrom: new Date("2026-11-01T00:00:00Z"),
        saleUntil: new Date("2026-11-30T23:59:59.999Z"),
        expiresAt: new Date("2027-01-01T00:00:00Z"),
        availableFrom: new Date("2026-12-01T08:00:00Z"),
        isEligibleSearch: false,
        isEligibleCheckout: false,
        isDigital: true,
        sellerPrivacyPolicyUrl: "https://shop.example.com/privacy",
        sellerTermsUrl: "https://shop.example.com/terms",
        category: "Home > Kitchen",
        condition: "refurbished",
        variant: { Color: "Moss", Size: "M" },
        stockOnHand: 7,
        sku: "TS-100",
        gtin: "0614141123452",
        mpn: "AX 77",
        taxCategory: "books",
        weightGrams: 350,
        deliveryPrices: [
          { country: "US", region: "CA", postalCode: null, service: "Ground", price: money(500, "KWD") },
          { country: "US", region: null, postalCode: "94*-95*", service: null, price: money(400, "KWD") },
          { country: null, region: null, postalCode: null, service: null, price: money(0, "KWD") },
        ],
      });
      const plain = product();
      await put(full, plain);
      const found = await bench.catalog.products([full.id, plain.id, productId("p_none")]);
      expect(found).toHaveLength(2);
      expect(found).toContainEqual(full);
      expect(found).toContainEqual(plain);
    });

    it("are read by any ids that a feed may have, each once, and by none that is not theirs", async () => {
      const ids = [`a"b`, "a\\b", "a,b", "{a}", "NULL", "a b", "a'b", "ü"].map((id) => productId(`${id}_${random()}`));
      await put(...ids.map((id) => product({ id })));
      const asked = [...ids, ...ids, productId(`"},{"${random()}`), ...UNSTORABLE_IDS.map(productId)];
      expect(idsOf(await bench.catalog.products(asked)).toSorted()).toEqual(ids.toSorted());
    });

    it("are replaced whole by a later row of the same id, and counted once", async () => {
      const before = product({ salePrice: money(100, "USD"), stockOnHand: 3, variant: { Color: "Moss" } });
      await put(before);
      const count = await bench.catalog.count();
      const after = product({ id: before.id, title: "Another", stockOnHand: 4 });
      await put(after);
      expect(await bench.catalog.products([before.id])).toEqual([after]);
      expect(await bench.catalog.count()).toBe(count);
    });

    it("come in by the thousand in one statement, and a batch that cannot be stored leaves nothing", async () => {
      const batch = Array.from({ length: 2000 }, () => product());
      await put(...batch);
      expect(await bench.catalog.products(idsOf(batch))).toHaveLength(2000);
      const [good, bad] = [product(), product({ title: "\0" })];
      await expect(put(good, bad)).rejects.toThrow();
      expect(await bench.catalog.products([good.id])).toEqual([]);
      await put();
    });

    it.each(UNSTORABLE_IDS)("do not exist by the id %j, and asking is no error", async (id) => {
      const known = product();
      await put(known);
      expect(await bench.catalog.products([productId(id), known.id])).toEqual([known]);
      expect(await bench.catalog.variants(id, sellerId(id))).toEqual([]);
      expect((await search({ sellerId: sellerId(id) })).products).toEqual([]);
    });

    it("of a group are those of one seller", async () => {
      const groupId = `g_${random()}`;
      const [moss, sand] = [product({ groupId, title: "Jacket A" }), product({ groupId, title: "Jacket B" })];
      const foreign = product({ groupId, sellerId: sellerId("other") });
      await put(sand, moss, foreign);
      expect(idsOf(await bench.catalog.variants(groupId, moss.sellerId))).toEqual([moss.id, sand.id]);
    });

    it("are found by the key of their picture, and by no key that they had before", async () => {
      const [before, after] = [`https://cdn.example/${random()}.jpg`, `https://cdn.example/${random()}.jpg`];
      const [known] = await put(product({ imageUrl: before, title: "Mug" }));
      expect(await bench.catalog.picture(pictureKey(before))).toEqual({ source: before, title: "Mug" });
      await put(product({ id: known?.id ?? productId(""), imageUrl: after, title: "Mug" }));
      expect(await bench.catalog.picture(pictureKey(before))).toBeNull();
      expect(await bench.catalog.picture(pictureKey(after))).toEqual({ source: after, title: "Mug" });
      expect(await bench.catalog.picture("\0")).toBeNull();
    });

    it("name the sellers who are asked about, each once", async () => {
      const [kumo, other] = [sellerId(`m_${random()}`), sellerId(`m_${random()}`)];
      await put(
        product({ sellerId: kumo, sellerName: "Kumo" }),
        product({ sellerId: kumo, sellerName: "Aaa Kumo" }),
        product({ sellerId: other, sellerName: "Other" }),
      );
      const names = await bench.catalog.sellerNames([kumo, sellerId("nobody"), sellerId("\0")]);
      expect([...names]).toEqual([[kumo, "Aaa Kumo"]]);
      expect(await bench.catalog.sellerNames([])).toEqual(new Map());
    });
  });

  describe(`${name}: the search`, () => {
    it("finds by the beginnings of words in any field, a hit in the title first", async () => {
      const word = `w${random()}`;
      const inTitle = product({ title: `Rain ${word}` });
      const inText = product({ title: "A jacket", description: `Made for ${word}.` });
      const inVariant = product({ title: "B jacket", variant: { Color: word } });
      const hidden = product({ title: word, isEligibleSearch: false });
      await put(inText, inTitle, inVariant, hidden);
      const found = idsOf((await search({ text: word.slice(0, 12).toUpperCase() })).products);
      expect(found.toSorted()).toEqual([inTitle.id, inText.id, inVariant.id].toSorted());
      expect(found.at(-1)).toBe(inText.id);
      expect(idsOf((await search({ text: `rai ${word}` })).products)).toEqual([inTitle.id]);
    });

    it("holds currency, price, seller and availability to what was asked, the sale price counting", async () => {
      const seller = sellerId(`m_${random()}`);
      const cheap = product({
        sellerId: seller,
        title: "1",
        price: money(5000, "USD"),
        salePrice: money(1000, "USD"),
      });
      const dear = product({ sellerId: seller, title: "2", price: money(5000, "USD"), availability: "pre_order" });
      const yen = product({ sellerId: seller, title: "3", price: money(1000, "JPY") });
      await put(cheap, dear, yen);
      const find = async (options: Partial<ProductSearch>) =>
        idsOf((await search({ sellerId: seller, ...options })).products);
      expect(await find({})).toEqual([cheap.id, dear.id, yen.id]);
      expect(await find({ currency: "USD", maxPriceMinor: 1000 })).toEqual([cheap.id]);
      expect(await find({ currency: "USD", minPriceMinor: 1001 })).toEqual([dear.id]);
      expect(await find({ maxPriceMinor: 1000 })).toHaveLength(3);
      expect(await find({ currency: "JPY" })).toEqual([yen.id]);
      expect(await find({ availability: "pre_order" })).toEqual([dear.id]);
    });

    it.each(AVAILABILITIES)("finds what is %s by what a buyer reads, counted stock included", async (offered) => {
      const seller = sellerId(`m_${random()}`);
      const shelf = [null, -1, 0, 1].map((stockOnHand) =>
        product({ sellerId: seller, availability: offered, stockOnHand }),
      );
      await put(...shelf);
      for (const availability of AVAILABILITIES) {
        const found = idsOf((await search({ sellerId: seller, availability })).products);
        const told = shelf.filter((one) => availabilityNow(one, NOON) === availability);
        expect(new Set(found), availability).toEqual(new Set(idsOf(told)));
      }
    });

    it("prices a sale only while it lasts, as the buyer is charged", async () => {
      const seller = sellerId(`m_${random()}`);
      const times = [null, minutesFromNoon(-1), NOON, minutesFromNoon(1)];
      const sales = times.flatMap((saleFrom) =>
        times.map((saleUntil) =>
          product({ sellerId: seller, price: money(4000, "USD"), salePrice: money(1000, "USD"), saleFrom, saleUntil }),
        ),
      );
      await put(...sales, product({ sellerId: seller, price: money(4000, "USD") }));
      const found = await search({ sellerId: seller, currency: "USD", maxPriceMinor: 1000 });
      const charged = sales.filter((one) => currentPrice(one, NOON).amountMinor === 1000);
      expect(charged).toHaveLength(6);
      expect(idsOf(found.products).toSorted()).toEqual(idsOf(charged).toSorted());
    });

    it("does not find what has expired", async () => {
      const seller = sellerId(`m_${random()}`);
      const expiring = [1, 0, -1].map(minutesFromNoon);
      const [kept] = await put(...expiring.map((expiresAt) => product({ sellerId: seller, expiresAt })));
      expect(idsOf((await search({ sellerId: seller })).products)).toEqual([kept?.id]);
    });

    it("shows every hit once over its pages, products of one title too", async () => {
      const seller = sellerId(`m_${random()}`);
      const word = `w${random()}`;
      const titles = ["same", "same", "same", "Ärger", "ananas", "Zebra", "zebra", "_", "10", "9", "same"];
      const all = await put(...titles.map((title) => product({ sellerId: seller, title: `${title} ${word}` })));
      for (const text of [null, word]) {
        const seen: string[] = [];
        let cursor: string | null = null;
        do {
          const page = await search({ text, sellerId: seller, limit: 2, cursor });
          seen.push(...idsOf(page.products));
          cursor = page.nextCursor;
        } while (cursor !== null && seen.length <= all.length);
        expect(seen.toSorted()).toEqual(idsOf(all).toSorted());
      }
    });

    it.each([
      "",
      "x",
      "bnVsbA",
      Buffer.from('[1,"a\\u0000","b"]').toString("base64url"),
      Buffer.from("[-1,1,1]").toString("base64url"),
    ])("refuses the cursor %j, which it never gave", async (cursor) => {
      await expect(search({ cursor })).rejects.toThrow("bad_cursor");
    });

    it.each(["'; drop table products; --", "a:*|b", "\0", "\ud800", "!!!", "&", "'", "\\", "%"])(
      "takes %j for words, never for a command",
      async (text) => {
        expect((await search({ text })).kind).toBe("found");
        expect(await bench.catalog.count()).toBeGreaterThan(0);
      },
    );
  });
}
