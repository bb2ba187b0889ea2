import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it, vi } from "vitest";
import type { OpenDatabase } from "#lib/store/drizzle/database.ts";
import { pictureKey } from "#lib/pictures/picture-address.ts";
import { createCatalog } from "#lib/store/drizzle/catalog.ts";
import { createStore } from "#lib/store/drizzle/store.ts";
import { openJobs, PATIENCE } from "#lib/store/pg-boss.ts";
import { sellerId } from "#lib/ids.ts";
import { ANY_SEARCH } from "../../../catalog/search/any-search.ts";
import { openPglite } from "#lib/store/drizzle/pglite.ts";

// Each opens an embedded database that no template serves twice or more, and migrates it.
vi.setConfig({ testTimeout: 180_000 });

const folder = mkdtempSync(join(tmpdir(), "tillswitch-upgrade-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** A project folder that knows the tables of the first migrations and no others. */
function projectWith(migrationCount: number): string {
  const root = join(folder, `first-${migrationCount}`);
  const migrations = join(root, "lib/store/migrations");
  cpSync(join(process.cwd(), "lib/store/migrations"), migrations, { recursive: true });
  cpSync("package.json", join(root, "package.json"));
  const file = join(migrations, "meta/_journal.json");
  const journal = JSON.parse(readFileSync(file, "utf8")) as { entries: unknown[] };
  writeFileSync(file, JSON.stringify({ ...journal, entries: journal.entries.slice(0, migrationCount) }));
  return root;
}

const NOW = `'2026-11-26T12:00:00Z'`;
/** One row of each kind whose table, column or word has another name since then. */
const OLD_ROWS = [
  `insert into checkout_sessions (id, link, merchant_id, currency, total_minor, status, revision, basket, state, created_at, expires_at, updated_at, checked_at)
   values ('cs_1', 'link', 'fernweh', 'USD', 100, 'ready', 1, '{}', '{}', ${NOW}, ${NOW}, ${NOW}, ${NOW})`,
  `insert into payment_attempts (id, session_id, merchant_id, n, route, amount_minor, currency, outcome, started_at)
   values ('cs_1:1', 'cs_1', 'fernweh', 1, 'external', 100, 'USD', 'withdrawn', ${NOW})`,
  ...["stray", "review", "order"].map(
    (use, index) =>
      `insert into captures (provider, reference, attempt_id, session_id, merchant_id, amount_minor, currency, use, recorded_at, refunded_minor)
       values ('stripe', 'pay_${index + 1}', 'cs_1:1', 'cs_1', 'fernweh', 100, 'USD', '${use}', ${NOW}, 0)`,
  ),
  ...["attempt_withdrawn", "capture_stray", "capture_review"].map(
    (type) => `insert into session_steps (session_id, revision, type, at) values ('cs_1', 1, '${type}', ${NOW})`,
  ),
  `insert into session_steps (session_id, revision, type, note, at) values ('cs_1', 1, 'payment_captured', 'withdrawn', ${NOW})`,
  `insert into provider_events (provider, event_id, outcome, state, received_at) values ('stripe', 'evt_1', '{"kind":"withdrawn"}', 'parked', ${NOW})`,
  `insert into kill_turns (merchant_id, is_on, why, at) values ('', true, 'rehearsal', ${NOW})`,
  `insert into breaker_steps (merchant_id, n, state, reason, note, at) values ('fernweh', 1, 'open', 'declined', '', ${NOW})`,
  `insert into stray_subscriptions (reference, entitlement_id, why, state, recorded_at) values ('sub_1', 'ent_1', '', 'requested', ${NOW})`,
];

const rows = async (opened: OpenDatabase, look: string) =>
  ((await opened.database.execute(look)) as { rows?: readonly unknown[] }).rows ?? [];

async function withJobs(opened: OpenDatabase, patience: typeof PATIENCE, look: string): Promise<unknown> {
  const jobs = await openJobs(opened, () => undefined, { patience });
  const found = await rows(opened, look);
  await jobs.stop();
  return found[0];
}

it("a data folder of the first release opens, with the tables and the queues of this one", async () => {
  const data = join(folder, "data");
  mkdirSync(data);
  const queue = `select retry_limit, retry_delay, dead_letter from jobs.queue where name = 'send-order-event'`;
  const before = await openPglite(data, projectWith(1));
  await expect(before.database.execute(`select 1 from shipments`)).rejects.toThrow();
  const hasty = { ...PATIENCE, send_order_event: { ...PATIENCE.send_order_event, retryLimit: 3, retryDelay: 1 } };
  expect(await withJobs(before, hasty, queue)).toEqual({ retry_limit: 3, retry_delay: 1, dead_letter: "dead" });
  await before.close();

  const after = await openPglite(data, process.cwd());
  expect(await rows(after, `select refund_told_at from orders`)).toEqual([]);
  expect(await rows(after, `select name from shipments`)).toEqual([]);
  const { retryLimit, retryDelay } = PATIENCE.send_order_event;
  const now = { retry_limit: retryLimit, retry_delay: retryDelay, dead_letter: "dead" };
  expect(await withJobs(after, PATIENCE, queue)).toEqual(now);
  await after.close();
});

it("what was stored before the vocabulary changed is read under the new names", async () => {
  const data = join(folder, "words");
  mkdirSync(data);
  const before = await openPglite(data, projectWith(2));
  for (const statement of OLD_ROWS) await before.database.execute(statement);
  await before.close();

  const after = await openPglite(data, process.cwd());
  expect(await rows(after, `select id, seller_id, outcome from payment_attempts`)).toEqual([
    { id: "cs_1:1", seller_id: "fernweh", outcome: "voided" },
  ]);
  expect(await rows(after, `select reference, use from captures order by reference`)).toEqual([
    { reference: "pay_1", use: "orphaned" },
    { reference: "pay_2", use: "amount_mismatch" },
    { reference: "pay_3", use: "order" },
  ]);
  expect(await rows(after, `select type, note from session_events order by id`)).toEqual([
    { type: "attempt_voided", note: null },
    { type: "capture_orphaned", note: null },
    { type: "capture_mismatch", note: null },
    { type: "payment_captured", note: "withdrawn" },
  ]);
  expect(await rows(after, `select outcome->>'kind' as kind from provider_events`)).toEqual([{ kind: "voided" }]);
  expect(await rows(after, `select seller_id, is_on from kill_switch_entries`)).toEqual([
    { seller_id: "", is_on: true },
  ]);
  expect(await rows(after, `select reason from breaker_transitions`)).toEqual([{ reason: "declined" }]);
  expect(await rows(after, `select reference from orphaned_subscriptions`)).toEqual([{ reference: "sub_1" }]);
  await after.close();
});

it("attempts that had no answer before they had a column for it are still counted by the breaker", async () => {
  const data = join(folder, "unanswered");
  mkdirSync(data);
  const before = await openPglite(data, projectWith(3));
  const session = (id: string) =>
    `insert into checkout_sessions (id, link, seller_id, currency, total_minor, status, revision, basket, state, created_at, expires_at, updated_at, checked_at)
     values ('${id}', '${id}', 'fernweh', 'USD', 100, 'ready', 1, '{}', '{}', ${NOW}, ${NOW}, ${NOW}, ${NOW})`;
  const attempt = (id: string, n: number, outcome: string) =>
    `insert into payment_attempts (id, session_id, seller_id, n, route, amount_minor, currency, outcome, started_at)
     values ('${id}:${n}', '${id}', 'fernweh', ${n}, 'instant', 100, 'USD', '${outcome}', ${NOW})`;
  const event = (id: string, n: number, type: string, note: string | null, minute: number) =>
    `insert into session_events (session_id, revision, type, attempt_id, note, at)
     values ('${id}', 1, '${type}', '${id}:${n}', ${note === null ? "null" : `'${note}'`}, '2026-11-26T12:0${minute}:00Z')`;
  for (const statement of [
    ...["cs_lost", "cs_pending", "cs_paid"].flatMap((id) => [session(id), attempt(id, 1, "captured")]),
    event("cs_lost", 1, "payment_unresolved", null, 1),
    event("cs_lost", 1, "payment_unresolved", "no_answer", 2),
    event("cs_lost", 1, "payment_unresolved", "no_answer", 3),
    attempt("cs_lost", 2, "voided"),
    event("cs_pending", 1, "payment_unresolved", null, 1),
    event("cs_paid", 1, "payment_captured", "no_answer", 1),
    ...["cs_lost", "cs_pending", "cs_paid"].map(
      (id) =>
        `insert into route_decisions (id, session_id, seller_id, kind, route, reason, capabilities, flags, revision, decided_at)
         values ('${id}', '${id}', 'fernweh', 'routed', 'instant', 'variant_instant', '{}', '{}', 1, ${NOW})`,
    ),
  ])
    await before.database.execute(statement);
  await before.close();

  const after = await openPglite(data, process.cwd());
  const unanswered = `select id, unanswered_at = '2026-11-26T12:02:00Z' as is_first from payment_attempts where unanswered_at is not null`;
  expect(await rows(after, unanswered)).toEqual([{ id: "cs_lost:1", is_first: true }]);
  const store = createStore(after.database, () => async () => undefined);
  const window = { since: new Date("2026-11-26T11:00:00Z"), most: 20 };
  expect((await store.instantPauseState(sellerId("fernweh"), null, window)).tally).toEqual({
    captured: 2,
    declined: 0,
    errors: 0,
    unknown: 1,
  });
  await after.close();
});

it("parcels that were stored before they had a time of change changed when they were sent, and an older instance's when it stores or changes them", async () => {
  const data = join(folder, "parcels");
  mkdirSync(data);
  const before = await openPglite(data, projectWith(46));
  const parcel = (name: string) =>
    `insert into shipments (order_id, name, id, seller_id, carrier, lines, shipped_at)
     values ('or_1', '${name}', 'ship_${name}', 'fernweh', 'Post', '[]', ${NOW})`;
  for (const statement of [
    `insert into checkout_sessions (id, link, seller_id, currency, total_minor, status, revision, basket, state, created_at, expires_at, updated_at, checked_at)
     values ('cs_1', 'link', 'fernweh', 'USD', 100, 'completed', 1, '{}', '{}', ${NOW}, ${NOW}, ${NOW}, ${NOW})`,
    `insert into payment_attempts (id, session_id, seller_id, n, route, amount_minor, currency, outcome, started_at)
     values ('cs_1:1', 'cs_1', 'fernweh', 1, 'external', 100, 'USD', 'captured', ${NOW})`,
    `insert into orders (id, link, number, session_id, attempt_id, seller_id, route, paid_minor, refunded_minor, currency, sale, paid_at)
     values ('or_1', 'link', 'T-1', 'cs_1', 'cs_1:1', 'fernweh', 'external', 100, 0, 'USD', '{}', '2026-11-25T12:00:00Z')`,
    parcel("before"),
  ])
    await before.database.execute(statement);
  await before.close();

  const after = await openPglite(data, process.cwd());
  const store = createStore(after.database, () => async () => undefined);
  const changedAt = async (time: string) => {
    const query = { since: new Date(time), after: "", sellers: null, limit: 10 };
    return (await store.ordersChangedSince(query)).length === 1;
  };
  expect([await changedAt("2026-11-26T12:00:00Z"), await changedAt("2026-11-26T12:00:01Z")]).toEqual([true, false]);
  await after.database.execute(parcel("during"));
  const now = `select name, changed_at between now() - interval '1 minute' and now() as is_now from shipments order by name`;
  expect(await rows(after, now)).toEqual([
    { name: "before", is_now: null },
    { name: "during", is_now: true },
  ]);
  await after.database.execute(`update shipments set carrier = 'Courier', tracking_number = '1' where name = 'before'`);
  expect(await rows(after, now)).toMatchObject([{ is_now: true }, { is_now: true }]);
  await after.close();
});

it("products that were stored before pictures had keys are found by the keys that imports make", async () => {
  const data = join(folder, "pictures");
  mkdirSync(data);
  const sources = ["https://cdn.example/mug.jpg", "https://cdn.example/Tasse%20\u00fcber\\\\.png?a='b'"];
  const before = await openPglite(data, projectWith(5));
  for (const [index, source] of sources.entries())
    await before.database.execute(
      `insert into products (id, seller_id, seller_name, title, description, brand, url, image_url, additional_image_urls, availability, currency, price_minor, is_eligible_search, is_eligible_checkout, is_digital, condition, variant, words)
       values ('p_${index}', 'fernweh', 'Fernweh', 'Mug ${index}', '', '', '', '${source.replaceAll("'", "''")}', '[]', 'in_stock', 'USD', 100, true, true, false, 'new', '{}', '')`,
    );
  await before.close();

  const after = await openPglite(data, process.cwd());
  const catalog = createCatalog(after.database);
  for (const [index, source] of sources.entries())
    expect(await catalog.picture(pictureKey(source))).toEqual({ source, title: `Mug ${index}` });
  // The words that these rows have are empty; the job of this release makes them.
  const mugs = async () => {
    const page = await catalog.search({ ...ANY_SEARCH, now: new Date(), text: "mugs" });
    return page.kind === "found" ? page.products.map(({ id }) => id) : [];
  };
  expect(await mugs()).toEqual([]);
  expect([await catalog.reindex(100), await catalog.reindex(100)]).toEqual([2, 0]);
  expect(await mugs()).toEqual(["p_0", "p_1"]);
  await after.close();
});
