import { describe, expect, it } from "vitest";
import { compareDatabases, moveDatabase, type ComparedTable } from "#lib/store/drizzle/move/move.ts";
import type { OpenDatabase } from "#lib/store/drizzle/database.ts";
import { createStore } from "#lib/store/drizzle/store.ts";
import { openJobs } from "#lib/store/pg-boss.ts";
import { realPostgres } from "../fixtures/real-postgres.ts";
import { openTestPglite } from "../fixtures/test-pglite.ts";
import { ada, openTestShop } from "../fixtures/test-shop.ts";

const postgres = realPostgres();
/** A start of the embedded database, a purchase in it, and the move: on a busy machine that takes its time. */
const LONG_MS = 180_000;
const reads = (opened: OpenDatabase) =>
  createStore(opened.database, () => {
    throw new Error("the test only reads");
  });

/** An embedded database with a paid order, an open session, and an order event that waits to be sent. */
async function embeddedShop() {
  const opened = await openTestPglite();
  // The shop's own end closes what it was given.
  const shop = await openTestShop({ ...opened, close: async () => undefined });
  const paid = await shop.readySession();
  const outcome = await shop.verbs.payWithToken({ sessionId: paid, token: "tok_sandbox_ok", buyer: ada });
  expect(outcome).toMatchObject({ kind: "completed" });
  await shop.readySession();
  await opened.query(
    "insert into kill_switch_entries (seller_id, is_on, why, at) values ('', false, 'ü \"quoted\"', '2026-11-29T08:40:12.031457Z')",
    [],
  );
  await shop.close();
  return { opened, paid };
}

async function emptyTarget(): Promise<OpenDatabase> {
  const target = await postgres.open();
  const jobs = await openJobs(target, () => undefined);
  await jobs.stop();
  return target;
}

const numberOf = async (opened: OpenDatabase, table: string) =>
  Number((await opened.query(`select count(*) as n from ${table}`, [])).rows[0]?.["n"]);

describe("a move to Postgres", () => {
  it("takes every row along, amounts and all, and goes on counting behind them", { timeout: LONG_MS }, async () => {
    const { opened: from, paid } = await embeddedShop();
    const to = await emptyTarget();
    const tables: ComparedTable[] = [];
    expect(await moveDatabase(from, to, (compared) => void tables.push(compared))).toEqual({ kind: "moved" });

    expect(tables.filter(({ isSame }) => !isSame)).toEqual([]);
    const rows = Object.fromEntries(tables.map(({ table, to: figures }) => [table, figures.rows]));
    expect(rows).toMatchObject({ checkout_sessions: 2, orders: 1, captures: 1, kill_switch_entries: 1 });
    expect(rows["jobs.job"]).toBeGreaterThan(0);
    const orders = tables.find(({ table }) => table === "orders");
    expect(orders?.to.sums["paid_minor"]).toBe(orders?.from.sums["paid_minor"]);
    expect(Number(orders?.to.sums["paid_minor"])).toBeGreaterThan(0);

    const [before, after] = [await reads(from).session(paid), await reads(to).session(paid)];
    expect(after).toEqual(before);
    expect(await compareDatabases(from, to, () => undefined)).toMatchObject({ differing: [] });
    await to.query("insert into kill_switch_entries (seller_id, is_on, why, at) values ('', true, 'next', now())", []);
    expect(await numberOf(to, "kill_switch_entries")).toBe(2);
    await from.close();
  });

  it("that breaks off leaves nothing, and is made again", { timeout: LONG_MS }, async () => {
    const { opened: from } = await embeddedShop();
    const to = await emptyTarget();
    const broken = moveDatabase(from, to, ({ table }) => {
      if (table === "orders") throw new Error("the power is gone");
    });
    await expect(broken).rejects.toThrow("the power is gone");
    expect(await numberOf(to, "checkout_sessions")).toBe(0);
    expect(await moveDatabase(from, to, () => undefined)).toEqual({ kind: "moved" });
    await from.close();
  });

  it("into a database that has rows is refused and changes nothing", { timeout: LONG_MS }, async () => {
    const { opened: from } = await embeddedShop();
    const to = await emptyTarget();
    await to.query("insert into customer_key (is_the_one, key) values (true, 'of another shop')", []);
    expect(await moveDatabase(from, to, () => undefined)).toEqual({ kind: "not_empty", tables: ["customer_key"] });
    expect(await numberOf(to, "checkout_sessions")).toBe(0);
    expect(await compareDatabases(from, to, () => undefined)).toMatchObject({ filled: ["customer_key"] });
    await from.close();
  });
});
