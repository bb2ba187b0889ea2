import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { SessionId } from "#lib/ids.ts";
import type { PurchaseContext } from "#lib/purchase/context.ts";
import { runJob } from "#lib/purchase/run-job.ts";
import { sweep } from "#lib/purchase/sweep.ts";
import { rowsOf, type OpenDatabase } from "#lib/store/drizzle/database.ts";
import { createStore } from "#lib/store/drizzle/store.ts";
import type { Job } from "#lib/store/jobs.ts";
import { isWhole } from "#scripts/suite/size.ts";
import { ada, openTestShop, type TestShop } from "../../fixtures/test-shop.ts";
import { openTestPglite } from "../../fixtures/test-pglite.ts";
import { createVerbs } from "../../fixtures/verbs.ts";

const PAGES = isWhole ? 100_000 : 2000;
/** Payments without an answer whose look-up never ends: in the whole proof more than are asked about at a time. */
const STUCK = isWhole ? 24 : 6;
const SETTLED_WITHIN_S = 90;
/** Stripe's: three tries of a request and what is beside them. */
const ABSENT_IS_FINAL_AFTER_MS = 63_000;

let opened: OpenDatabase;
let shop: TestShop;
let context: PurchaseContext;
/** What was left to jobs, and not before when. */
const left: { readonly job: Job; readonly notBefore: Date }[] = [];

const stuck = new Set<string>();
/** Of the pages. */
let reads = 0;
const never = () => new Promise<never>(() => undefined);

beforeAll(async () => {
  opened = await openTestPglite();
  shop = await openTestShop(opened);
  const { provider } = shop.context;
  context = {
    ...shop.context,
    store: createStore(opened.database, () => async (job, notBefore = shop.context.now()) => {
      left.push({ job, notBefore });
    }),
    provider: {
      ...provider,
      absentIsFinalAfterMs: ABSENT_IS_FINAL_AFTER_MS,
      lookUp: (attempt) => {
        if (attempt.route === "external") reads += 1;
        return attempt.route === "external" || stuck.has(attempt.id) ? never() : provider.lookUp(attempt);
      },
      listPayments: never,
      refund: never,
    },
  };
  // No event arrives: only looking finds the money.
  shop.atEachFailpoint((name) => {
    if (name === "event_read") throw new Error("this event is lost");
  });
  const id = await shop.readySession();
  await shop.verbs.openHostedPayment({ sessionId: id });
  await copies(id, PAGES);
  for (let n = 0; n < STUCK; n += 1) stuck.add(`${await crashedBuyer()}:1`);
}, 300_000);
afterAll(() => shop.close());

/** More sessions like one, whose pages wait for their buyers. */
async function copies(id: SessionId, count: number): Promise<void> {
  const { rows } = await rowsOf(
    opened.database,
    sql`select column_name from information_schema.columns where table_name = 'checkout_sessions'
      and column_name not in ('id', 'link', 'state') and is_generated = 'NEVER'`,
  );
  const columns = sql.raw(rows.map((row) => `"${String(row["column_name"])}"`).join(", "));
  await opened.database.execute(sql`insert into checkout_sessions (id, link, state, ${columns})
    select id || '_' || n, link || n, replace(state::text, id || ':1', id || '_' || n || ':1')::jsonb, ${columns}
    from checkout_sessions cross join generate_series(1, ${count}::int) n where id = ${id}`);
  await opened.database.execute(sql`insert into payment_attempts
      (id, session_id, seller_id, n, route, amount_minor, currency, reference, outcome, started_at)
    select session_id || '_' || copy || ':1', session_id || '_' || copy, seller_id, n, route, amount_minor, currency,
      reference, outcome, started_at
    from payment_attempts cross join generate_series(1, ${count}::int) copy where session_id = ${id}`);
}

/** The buyer's card is charged, and the process ends before anything of it is stored. */
async function crashedBuyer(): Promise<SessionId> {
  const id = await shop.readySession();
  const failpoint: PurchaseContext["failpoint"] = (name) => {
    if (name === "token_charged") throw new Error("the process ends here");
  };
  const paying = createVerbs({ ...context, failpoint }).payWithToken({
    sessionId: id,
    token: `tok_sandbox_ok_${id}`,
    buyer: ada,
  });
  await expect(paying).rejects.toThrow("the process ends here");
  return id;
}

const isPaid = async (id: SessionId) => (await context.store.session(id))?.status === "completed";

/** Goes through the clock's sweeps and the jobs that they leave, and answers how many seconds after the crash it was settled. */
async function secondsUntilSettled(id: SessionId, firstSweepS: number): Promise<number> {
  let at = 0;
  const goTo = (seconds: number) => {
    shop.advance((seconds - at) * 1000);
    at = seconds;
  };
  for (let minute = 0; minute < 10; minute += 1) {
    goTo(firstSweepS + minute * 60);
    const isLeft = () => left.find(({ job }) => job.kind === "settle_payment" && job.sessionId === id);
    // What hangs is not waited for. In a real minute the phases of the sweep before are over: a new context has none.
    void sweep({ ...context }, { isThorough: false });
    await vi.waitFor(async () => expect((await isPaid(id)) || isLeft() !== undefined || at < 15).toBe(true), 20_000);
    if (await isPaid(id)) return at;
    const next = isLeft();
    if (next === undefined) continue;
    goTo(Math.max(at, at + Math.ceil((next.notBefore.getTime() - context.now().getTime()) / 1000)));
    await runJob(context, next.job);
    if (await isPaid(id)) return at;
  }
  return Infinity;
}

describe(`with ${PAGES} open pages, and a provider that hangs on every page, refund and list`, () => {
  it.each([1, 14, 16, 40, 59])(
    "a buyer whose process ended after the charge is settled within 90 s, with the next sweep %i s later",
    async (firstSweepS) => {
      const id = await crashedBuyer();
      expect(await secondsUntilSettled(id, firstSweepS)).toBeLessThanOrEqual(SETTLED_WITHIN_S);
      expect(shop.bank.newestCharges(200_000).filter((charge) => charge.session === id)).toHaveLength(1);
    },
    60_000,
  );

  it("sessions that are over are closed, and pages are read by few at a time and seldom", async () => {
    const id = await shop.readySession();
    await opened.database.execute(sql`update checkout_sessions set expires_at = now() where id = ${id}`);
    const before = reads;
    shop.advance(60 * 60_000);
    void sweep({ ...context }, { isThorough: false });
    await vi.waitFor(async () => expect((await context.store.session(id))?.status).toBe("expired"), 20_000);
    expect(reads - before).toBeLessThanOrEqual(4);
  }, 60_000);
});
