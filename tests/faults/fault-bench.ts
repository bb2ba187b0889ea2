import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { isPaymentOpen } from "#lib/checkout/session.ts";
import { sessionId } from "#lib/ids.ts";
import type { Failpoint } from "#lib/purchase/failpoints.ts";
import { createStore } from "#lib/store/drizzle/store.ts";
import type { StoreReads } from "#lib/store/store.ts";
import { freePort } from "../fixtures/free-port.ts";
import type { RealPostgres } from "../fixtures/real-postgres.ts";
import type { StripeDouble } from "../stripe-double/start.ts";
import {
  FERNWEH,
  goodsOf,
  openSellersAccounts,
  openStripeAccounts,
  type SellersOfBench,
} from "./sellers/open-account.ts";
import { ledgerProblems } from "./ledger-check.ts";
import { openOrderReceiver } from "./order-receiver.ts";
import { sandboxService, type AccountIndex, type PageAnswer, type PaymentService } from "./payment-service.ts";
import { stripeService } from "./stripe-service.ts";
import { pause, startShop, type ShopProcess, type ToolAnswer } from "./shop-process-client.ts";

/** Older than any bound after which a payment service has answered or never will. */
const A_WHILE = "90 seconds";
const SETTLED_WITHIN_MS = 60_000;

/** Where a server makes new payments, and which accounts it still finishes. */
export type Accounts = { readonly present: AccountIndex; readonly earlier: readonly AccountIndex[] };

export type FaultBench = {
  readonly service: PaymentService;
  readonly reads: StoreReads;
  /** Starts one of the two servers of the shop, always at its own port. */
  start(crashAt?: Failpoint | null, which?: 0 | 1, accounts?: Accounts): ShopProcess;
  /** Copies the database as it is; no server may run. */
  backUp(): Promise<void>;
  /** Puts the copy in the database's place; no server may run. */
  restore(): Promise<void>;
  answerPage(shop: ShopProcess, session: string, answer: PageAnswer): Promise<void>;
  answerConfirmation(shop: ShopProcess, session: string, answer: "approve" | "refuse"): Promise<void>;
  /** Makes the open payments of sessions older than the payment service's bounds. */
  letTimePass(sessions: readonly string[]): Promise<void>;
  /** Makes a session's time be over. */
  letExpire(session: string): Promise<void>;
  /** Gives the shop time and sweeps until the books agree. Answers what does not, when they never do. */
  untilSettled(
    shop: ShopProcess,
    sessions: readonly string[],
    settleByHand?: () => Promise<void>,
  ): Promise<readonly string[]>;
  /** What does not agree now, in the books of money and in what the merchant's receiver received. */
  problems(sessions: readonly string[]): Promise<readonly string[]>;
  close(): Promise<void>;
};

/** A shop of two servers on one Postgres, a payment service with books of its own, and a receiver of order events. */
export const openFaultBench = (
  postgres: RealPostgres,
  ...doubles: readonly (StripeDouble | null)[]
): Promise<FaultBench> => openBench(postgres, doubles, doubles.some((double) => double !== null) ? null : ONE_SELLER);

/** At the sandbox bank a sale has a seller who is sent their part of it. */
const ONE_SELLER: SellersOfBench = { model: "separate", sellers: [FERNWEH] };

/** The same with sellers whose goods are in one cart, under any money model; at the sandbox bank unless a double is given. */
export const openSellersBench = (
  postgres: RealPostgres,
  sellers: SellersOfBench,
  double: StripeDouble | null = null,
): Promise<FaultBench> => openBench(postgres, [double], sellers);

async function openBench(
  postgres: RealPostgres,
  [double = null, other]: readonly (StripeDouble | null)[],
  /** Null: all money is the platform's. */
  sellers: SellersOfBench | null,
): Promise<FaultBench> {
  const databaseUrl = await postgres.freshDatabase();
  const opened = await postgres.open(databaseUrl);
  const clock = new pg.Pool({ connectionString: databaseUrl, max: 1 });
  clock.on("error", () => undefined);
  const dataDir = mkdtempSync(join(process.env["TILLSWITCH_TEST_FOLDER"] ?? tmpdir(), "faults-"));
  const ports = [String(await freePort()), String(await freePort())] as const;
  const service =
    double === null
      ? sandboxService(dataDir, sellers?.model)
      : await stripeService(other === undefined || other === null ? [double] : [double, other], ports, (secretKey) =>
          sellers === null ? null : openStripeAccounts(clock, double, secretKey, sellers),
        );
  if (double === null && sellers !== null) await openSellersAccounts(clock, dataDir, sellers);
  const goods = sellers === null ? ["mug"] : goodsOf(sellers);
  const receiver = await openOrderReceiver();
  const reads = createStore(opened.database, () => {
    throw new Error("the test only reads");
  });
  const env = {
    DATABASE_URL: databaseUrl,
    DATA_DIR: dataDir,
    CATALOG_FEED: "tests/faults/sellers/feed.csv",
    LOG_LEVEL: "error",
    ACP_WEBHOOK_URL: receiver.url,
    ACP_WEBHOOK_SECRET: "a secret of the fault tests",
    // What Node compiled once it need not compile at every start.
    NODE_COMPILE_CACHE: process.env["NODE_COMPILE_CACHE"] ?? join(tmpdir(), "tillswitch-compiled"),
  };
  const problems = async (sessions: readonly string[]) => {
    const [ledger, transfers] = [await service.ledger(), await service.transfers()];
    const each = await Promise.all(sessions.map((id) => ledgerProblems(reads, ledger, id, transfers)));
    const paid = await Promise.all(
      sessions.map(async (id) => ((await reads.session(sessionId(id)))?.status === "completed" ? [id] : [])),
    );
    const unsent = paid.flat().filter((id) => !receiver.received().includes(id));
    return [...each.flat(), ...unsent.map((id) => `session ${id}: the merchant's receiver did not receive its order`)];
  };
  const letTimePass = async (sessions: readonly string[]) => {
    await clock.query(
      `update payment_attempts set started_at = started_at - $2::interval
       where session_id = any($1) and outcome = 'open' and started_at > now() - $2::interval`,
      [sessions, A_WHILE],
    );
    // One that Stripe refused for now, because of a dispute that we did not know of yet, is asked for again in ten minutes.
    await clock.query(
      `update refunds set due_at = due_at - $2::interval
       where session_id = any($1) and state = 'refused' and due_at > now()`,
      [sessions, A_WHILE],
    );
  };
  return {
    service,
    reads,
    start: (crashAt = null, which = 0, { present, earlier } = { present: 0, earlier: [] }) =>
      startShop({ ...env, ...service.env(present, earlier), PORT: ports[which] }, crashAt, goods),
    backUp: () => copyDatabase(postgres, nameOf(databaseUrl), `${nameOf(databaseUrl)}_backup`),
    restore: () => copyDatabase(postgres, `${nameOf(databaseUrl)}_backup`, nameOf(databaseUrl)),
    async answerPage(shop, session, answer) {
      for (const attempt of await reads.attempts(sessionId(session)))
        if (attempt.tokenHash === null) await service.answerPage(shop, attempt, answer);
    },
    async answerConfirmation(shop, session, answer) {
      for (const attempt of await reads.attempts(sessionId(session)))
        if (attempt.tokenHash !== null) await service.answerConfirmation(shop, attempt, answer);
    },
    letTimePass,
    async letExpire(session) {
      await clock.query("update checkout_sessions set expires_at = now() where id = $1", [session]);
    },
    problems,
    async untilSettled(shop, sessions, settleByHand) {
      const until = Date.now() + SETTLED_WITHIN_MS;
      for (;;) {
        await letTimePass(sessions);
        await shop.sweep();
        await settleByHand?.();
        const left = await problems(sessions);
        if (left.length === 0 || Date.now() > until || !shop.isRunning) return left;
        await pause(150);
      }
    },
    async close() {
      service.close();
      await clock.end();
      await opened.close();
      await receiver.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

const nameOf = (databaseUrl: string) => new URL(databaseUrl).pathname.slice(1);

/**
 * A database is copied without connections. Those that the test keeps are idle, and come again when they are needed; one that
 * is in use just then is waited for.
 */
async function copyDatabase(postgres: RealPostgres, from: string, to: string): Promise<void> {
  await postgres.administer(`drop database if exists ${to} with (force)`);
  for (let triesLeft = 100; ; triesLeft -= 1) {
    await postgres.administer(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${from}' and state = 'idle'`,
    );
    try {
      return await postgres.administer(`create database ${to} template ${from} strategy file_copy`);
    } catch (error) {
      if (triesLeft === 0) throw error;
      await pause(50);
    }
  }
}

/**
 * The same call twice has the same answer, and a paid session answers its order. The first may still pay: a token whose
 * charge never arrived is free. Answers what is wrong.
 */
export async function replayProblems(
  bench: FaultBench,
  shop: ShopProcess,
  { session, token }: { session: string; token: string },
): Promise<readonly string[]> {
  const before = await bench.reads.session(sessionId(session));
  const first = await shop.complete(session, token);
  const now = await bench.reads.session(sessionId(session));
  const again = await shop.complete(session, token);
  const afterwards = await bench.reads.session(sessionId(session));
  const problems: string[] = [];
  if (first.kind === "lost" || again.kind === "lost") return [`session ${session}: a replay was not answered`];
  // A webhook that comes between the two changes what is true; then the second may say so.
  const isSettled = now !== null && !isPaymentOpen(now) && now.revision === afterwards?.revision;
  const isOfNow = first.view?.state === undefined || first.view.state === now?.status;
  if (isSettled && isOfNow && gist(first) !== gist(again))
    problems.push(`session ${session}: a replay answered ${gist(again)} after ${gist(first)}`);
  if (before?.status === "completed" && first.view?.order?.id !== before.orderId)
    problems.push(`session ${session}: a replay answered ${gist(first)} and its order is ${before.orderId}`);
  return problems;
}

const gist = ({ view, text }: ToolAnswer) =>
  JSON.stringify(view === null ? text : [view.state, view.order ?? null, view.messages]);
