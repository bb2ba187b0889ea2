import { describe, expect, it } from "vitest";
import { productId, sellerId } from "#lib/ids.ts";
import { money } from "#lib/money.ts";
import type { OpenDatabase } from "#lib/store/drizzle/database.ts";
import { ANY_SEARCH } from "../search/any-search.ts";
import { importBench, type FeedRow } from "./import-bench.ts";

/** What a roll-back does to the catalogue: on every database the same. Each test has sellers of its own. */
export function rollBackContract(name: string, open: () => Promise<OpenDatabase>): void {
  const { bench, importRows, rollBack, listed, one, sell } = importBench(open);
  let shops = 0;
  /** Rows of a seller that no other test has. */
  const newShop = () => {
    const shop = `shop${(shops += 1)}`;
    return (item: string, changes: FeedRow = {}): FeedRow => ({
      item_id: `${shop}-${item}`,
      seller_name: shop,
      is_eligible_checkout: "true",
      ...changes,
    });
  };
  const idOf = (row: FeedRow) => row["item_id"] ?? "";
  const last = async (lines: ReturnType<typeof rollBack>) => (await lines).at(-1);

  describe(`${name}: a roll-back`, () => {
    it("puts prices, titles and availability back, what was taken off sale on sale, and takes new products off", async () => {
      const row = newShop();
      const [mug, vase, bowl] = [row("mug", { sale_price: "15.00 USD" }), row("vase"), row("bowl")];
      await importRows([mug, vase]);
      const before = [await one(idOf(mug)), await one(idOf(vase))];
      const bad = { ...mug, price: "1.80 USD", title: "Becher", availability: "out of stock", sale_price: "" };
      const id = await importRows([bad, bowl], { replace: true });
      expect(await one(idOf(vase))).toMatchObject({ availability: "out_of_stock", isEligibleCheckout: false });
      expect(await listed(id)).toMatchObject({ added: 1, changed: 1, withdrawn: 1, rejected: 0, rolledBackBy: null });

      const done = await last(rollBack(id));
      expect(done).toMatchObject({ type: "rolled_back", putBack: 2, withdrawn: 1, partLeft: 0 });
      expect([await one(idOf(mug)), await one(idOf(vase))]).toEqual(before);
      expect(await one(idOf(bowl))).toMatchObject({
        availability: "out_of_stock",
        isEligibleSearch: false,
        isEligibleCheckout: false,
      });
    });

    it("undoes later imports of the same sellers too, and leaves other sellers alone", async () => {
      const [row, other] = [newShop(), newShop()];
      const [mug, pen] = [row("mug"), other("pen")];
      await importRows([mug, pen]);
      const id = await importRows([{ ...mug, price: "2.00 USD" }]);
      const theirs = await importRows([{ ...pen, price: "3.00 USD" }]);
      const later = await importRows([{ ...mug, price: "2.50 USD", title: "Later" }]);
      const done = await last(rollBack(id));
      expect(await one(idOf(mug))).toMatchObject({ price: money(1800, "USD"), title: "Enamel mug" });
      expect(await one(idOf(pen))).toMatchObject({ price: money(300, "USD") });
      const by = done?.type === "rolled_back" ? done.id : null;
      expect([await listed(id), await listed(later)]).toMatchObject([{ rolledBackBy: by }, { rolledBackBy: by }]);
      expect(await listed(theirs)).toMatchObject({ rolledBackBy: null });
    });

    it("is listed as an import and can be rolled back, after which what it undid counts again", async () => {
      const row = newShop();
      const mug = row("mug");
      await importRows([mug]);
      const id = await importRows([{ ...mug, price: "2.00 USD" }, row("new")]);
      const bad = [await one(idOf(mug)), await one(idOf(row("new")))];
      const done = await last(rollBack(id));
      const by = done?.type === "rolled_back" ? done.id : null;
      expect(await listed(by)).toMatchObject({ cause: "roll_back", rollsBack: id, changed: 1, withdrawn: 1 });
      await rollBack(by);
      expect([await one(idOf(mug)), await one(idOf(row("new")))]).toEqual(bad);
      expect(await listed(id)).toMatchObject({ rolledBackBy: null });
      expect(await listed(by)).toMatchObject({ rolledBackBy: expect.any(Number) });
    });

    it("leaves sold what was sold: the count goes back by what the imports added to it", async () => {
      const row = newShop();
      const good = row("mug", { inventory_quantity: "7" });
      await importRows([good]);
      const id = await importRows([{ ...good, inventory_quantity: "100" }]);
      await sell(idOf(good), 3);
      await importRows([{ ...good, inventory_quantity: "90" }]);
      await sell(idOf(good), 1);
      const done = await last(rollBack(id));
      // 7, 3 of them sold before the count was set again to what is there; and one since.
      expect((await one(idOf(good)))?.stockOnHand).toBe(7 - 3 - 1);
      expect(await importRows([good])).toBeNull();
      await sell(idOf(good), 1);
      await rollBack(done?.type === "rolled_back" ? done.id : null);
      expect((await one(idOf(good)))?.stockOnHand).toBe(90 - 1 - 1);
    });

    it("of an import that began or ended the counting goes back to what it was", async () => {
      const row = newShop();
      const [free, counted] = [row("free"), row("counted", { inventory_quantity: "7" })];
      await importRows([free, counted]);
      const id = await importRows([
        { ...free, inventory_quantity: "3" },
        { ...counted, inventory_quantity: "not_counted" },
      ]);
      await sell(idOf(free), 1);
      await rollBack(id);
      expect(await one(idOf(free))).toMatchObject({ stockOnHand: null });
      expect(await one(idOf(counted))).toMatchObject({ stockOnHand: 7 });
    });

    it("leaves what was changed otherwise since, the whole part of it, and says so", async () => {
      const row = newShop();
      const mug = row("mug", { sale_price: "15.00 USD", inventory_quantity: "7" });
      await importRows([mug]);
      const id = await importRows([
        { ...mug, title: "Becher", price: "2.00 USD", sale_price: "1.00 USD", inventory_quantity: "50" },
      ]);
      await bench().store.transaction(async (transaction) => {
        const listing = await transaction.lockListing(productId(idOf(mug)));
        if (listing === null) return expect.unreachable();
        const product = { ...listing.product, price: money(2100, "USD"), stockOnHand: 12 };
        const versions = { ...listing.versions, price: 5, stock: 5 };
        await transaction.saveListing({ product, versions }, ["price", "stock"], new Date());
      });
      const lines = await rollBack(id);
      expect(lines.at(-1)).toMatchObject({ putBack: 1, partLeft: 1 });
      expect(await one(idOf(mug))).toMatchObject({
        title: "Enamel mug",
        price: money(2100, "USD"),
        salePrice: money(100, "USD"),
        stockOnHand: 12,
      });
    });

    it("says beforehand what it would do, and then does that", async () => {
      const row = newShop();
      const mug = row("mug");
      await importRows([mug]);
      const id = await importRows([{ ...mug, price: "2.00 USD", title: "Becher" }, row("new")]);
      const [bad, known] = [await one(idOf(mug)), await bench().history.imports(1)];
      const said = await rollBack(id, { isDryRun: true });
      expect(await one(idOf(mug))).toEqual(bad);
      expect(await bench().history.imports(1)).toEqual(known);
      const did = await rollBack(id);
      expect(said.slice(0, -1)).toEqual(did.slice(0, -1));
      expect(said[0]).toMatchObject({
        id: idOf(mug),
        kind: "put_back",
        price: { before: money(200, "USD"), after: money(1800, "USD") },
      });
      expect(said.at(-1)).toEqual({ type: "would_roll_back", imports: [id], putBack: 1, withdrawn: 1, partLeft: 0 });
    });

    it("of many products is done in portions, and again changes nothing", async () => {
      const row = newShop();
      const rows = Array.from({ length: 230 }, (_, index) => row(`p${index}`));
      await importRows(rows);
      const id = await importRows(rows.map((one) => ({ ...one, price: "2.00 USD" })));
      await importRows(rows.slice(100).map((one) => ({ ...one, price: "3.00 USD" })));
      expect(await last(rollBack(id))).toMatchObject({ putBack: 230, withdrawn: 0 });
      for (const index of [0, 99, 100, 229])
        expect((await one(idOf(row(`p${index}`))))?.price, String(index)).toEqual(money(1800, "USD"));
      expect(await last(rollBack(id))).toMatchObject({ type: "rolled_back", id: null, putBack: 0 });
    });

    it("makes a title that came back findable by its own words, and no longer by the wrong ones", async () => {
      const row = newShop();
      const kettle = row("kettle", { title: `Kessel ${idOf(row("word"))}`, is_eligible_search: "true" });
      const found = async (text: string) => {
        const page = await bench().catalog.search({
          ...ANY_SEARCH,
          now: new Date(),
          text,
          sellerId: sellerId(`shop${shops}`),
        });
        return page.kind === "found" ? page.products.map(({ id }) => id) : [];
      };
      await importRows([kettle]);
      const id = await importRows([{ ...kettle, title: "Zanzibar" }]);
      expect(await found("Zanzibar")).toEqual([idOf(kettle)]);
      await rollBack(id);
      expect(await found("Kessel")).toEqual([idOf(kettle)]);
      expect(await found("Zanzibar")).toEqual([]);
    });

    it("of an unknown number changes nothing", async () => {
      expect(await rollBack(2_000_000_000)).toEqual([{ type: "not_found" }]);
    });
  });

  describe(`${name}: the list of imports`, () => {
    it("has none that changed nothing, and each other one with what it changed", async () => {
      const row = newShop();
      const id = await importRows([row("a"), row("b"), row("bad", { price: "cheap" })]);
      expect(await listed(id)).toMatchObject({
        cause: "command",
        source: "feed.csv",
        sellers: [`shop${shops}`],
        added: 2,
        changed: 0,
        withdrawn: 0,
        accepted: 2,
        rejected: 1,
        failure: null,
        rollsBack: null,
        endedAt: expect.any(Date),
      });
      expect(await importRows([row("a"), row("b")])).toBeNull();
      const twice = [row("a", { price: "1.00 USD" }), row("b"), row("a", { price: "2.00 USD" })];
      const changed = await importRows(twice);
      expect(await listed(changed)).toMatchObject({ added: 0, changed: 1, rejected: 1 });
      await rollBack(changed);
      expect((await one(idOf(row("a"))))?.price).toEqual(money(1800, "USD"));
    });

    it("keeps the last ones of each seller and forgets the rest, and what another seller's import keeps stays", async () => {
      const [row, other] = [newShop(), newShop()];
      const both = await importRows([row("a"), other("x")], {}, 2);
      const second = await importRows([row("a", { price: "2.00 USD" })], {}, 2);
      const third = await importRows([row("a", { price: "3.00 USD" })], {}, 2);
      expect(await listed(both)).toMatchObject({ isPruned: true, sellers: [`shop${shops}`] });
      expect(await rollBack(both)).toEqual([{ type: "not_kept" }]);
      const fourth = await importRows([row("a", { price: "4.00 USD" })], {}, 2);
      expect(await listed(second)).toBeUndefined();
      expect(await last(rollBack(third, { kept: 2 }))).toMatchObject({ imports: [third, fourth], putBack: 1 });
      expect((await one(idOf(row("a"))))?.price).toEqual(money(200, "USD"));
    });

    it("is not written where none is to be kept", async () => {
      expect(await importRows([newShop()("a")], {}, 0)).toBeNull();
    });
  });
}
