import pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { checkoutLink, productId, sellerId, sessionId, shopperId } from "#lib/ids.ts";
import { openRunDatabase, realPostgres } from "../../fixtures/real-postgres.ts";
import { openTestPglite } from "../../fixtures/test-pglite.ts";
import { ada, newYorker, openTestShop, type TestShop } from "../../fixtures/test-shop.ts";

const postgres = realPostgres();
afterEach(() => vi.restoreAllMocks());

describe.each([
  { name: "PGlite", open: openTestPglite },
  { name: "Postgres", open: () => postgres.open() },
])("reads of one moment on $name", ({ name, open }) => {
  const holder: { shop?: TestShop } = {};
  const store = () => {
    if (holder.shop === undefined) throw new Error("the shop is open");
    return holder.shop.context.store;
  };
  beforeAll(async () => {
    holder.shop = await openTestShop(await open());
  });
  afterAll(() => holder.shop?.close());
  const sent = () => vi.spyOn(pg.Client.prototype, "query");
  const FERNWEH = sellerId("fernweh");
  const of = (shopper: string | null, usedAfter = new Date(0)) => ({
    shopperId: shopper === null ? null : shopperId(shopper),
    usedAfter,
  });

  it("of checkouts are one statement, and each gets its own checkout, whether it is named by id or link, or nobody's", async () => {
    const ids = [await holder.shop?.readySession(), await holder.shop?.readySession("cup")].map((id) =>
      sessionId(id ?? ""),
    );
    const links = await Promise.all(ids.map(async (id) => (await store().session(id))?.link ?? checkoutLink("")));
    const query = sent();
    const named = [...ids, ...ids.toReversed(), sessionId("cs_nobody"), sessionId("cs\0")].map((id) => ({
      sessionId: id,
    }));
    const byId = await Promise.all(named.map((one) => store().sessionWithLastAttempt(one)));
    if (name === "Postgres") expect(query.mock.calls).toHaveLength(1);
    expect(byId.map((one) => one?.session.id ?? null)).toEqual([...ids, ...ids.toReversed(), null, null]);
    const byLink = await Promise.all(links.map((link) => store().sessionWithLastAttempt({ link })));
    expect(byLink.map((one) => one?.session.id)).toEqual(ids);
  });

  it("of products are one statement, and nobody gets what another shopper had remembered, or what has expired", async () => {
    const usedAt = new Date("2026-11-30T12:00:00.000Z");
    const details = { address: newYorker, buyer: ada };
    await store().transaction((transaction) =>
      transaction.remember({ sellerId: FERNWEH, shopperId: shopperId("known") }, details, usedAt),
    );
    const [mug, cup, none] = ["mug", "cup", "none"].map(productId);
    if (mug === undefined || cup === undefined || none === undefined) throw new Error("three");
    const query = sent();
    const read = await Promise.all([
      store().offers([mug], of("known")),
      store().offers([cup, mug, none, productId("a\0")], of("stranger")),
      store().offers([mug], of(null)),
      store().offers([mug], of("known", usedAt)),
      store().offers([cup], of("known")),
      store().offers([], of("known")),
    ]);
    if (name === "Postgres") expect(query.mock.calls).toHaveLength(1);
    expect(read.map(({ products }) => products.map(({ id }) => id).toSorted())).toEqual([
      [mug],
      [cup, mug],
      [mug],
      [mug],
      [cup],
      [],
    ]);
    expect(read.map(({ remembered }) => [...remembered])).toEqual([[[FERNWEH, details]], [], [], [], [], []]);
  });

  it("fail together where the database refuses, and the next ones are answered", async () => {
    const [mug] = [productId("mug")];
    const opened = await openRunDatabase();
    const shop = await openTestShop(opened);
    await opened.database.execute("alter table products rename to products_away");
    const read = await Promise.allSettled([
      shop.context.store.offers([mug], of(null)),
      shop.context.store.offers([mug], of("known")),
    ]);
    expect(read.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    await opened.database.execute("alter table products_away rename to products");
    expect((await shop.context.store.offers([mug], of(null))).products).toHaveLength(1);
    await shop.close();
  });
});
