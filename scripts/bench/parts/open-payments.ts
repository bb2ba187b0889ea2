import { attemptId } from "#lib/ids.ts";
import { createStore } from "#lib/store/drizzle/store.ts";
import { openPostgres } from "#lib/store/drizzle/postgres.ts";
import { root } from "../../install.mjs";
import { linesPart } from "./lines-part.ts";
import { timed } from "./timed.ts";

const TIMES = 40;
const LIMIT = 200;
const UNANSWERED = 20;

export const openPaymentsPart = linesPart({
  name: "open-payments",
  title: "What the sweep asks beside open payment pages",
  sizesOf: ({ isQuick }) => (isQuick ? [1000] : [1000, 10_000, 100_000]),
  run: benchOpenPayments,
});

/**
 * Fills a database with pages that wait for their buyers, up to each size, and 20 payments without an answer among them, and
 * measures there what the sweep and a waiting buyer ask: the payments without an answer, the pages that are due, the turn
 * to look up an attempt, and the attempt that an event names.
 */
async function benchOpenPayments(url: string, sizes: readonly number[], report: (line: string) => void): Promise<void> {
  const opened = await openPostgres(url, root);
  const store = createStore(opened.database, () => () => Promise.resolve());
  report("Open payment pages; milliseconds, median and 95th percentile, on one connection");
  report(
    "      open   unanswered       pages due        turn to look     by reference     unanswered, against the first",
  );
  const fill = async (from: number, to: number, status: "unresolved" | "awaiting_buyer") => {
    await opened.database.execute(`insert into checkout_sessions
        (id, link, seller_id, status, revision, currency, total_minor, basket, state, created_at, updated_at, checked_at, expires_at)
      select '${status}' || n, '${status}l' || n, 's', '${status}', 1, 'USD', 100, '{}', '{}', now(), now(),
        now() - interval '1 hour', now() + interval '1 hour' from generate_series(${from}, ${to}) n`);
    await opened.database.execute(`insert into payment_attempts
        (id, session_id, seller_id, n, route, amount_minor, currency, reference, outcome, started_at)
      select '${status}' || n || ':1', '${status}' || n, 's', 1, 'external', 100, 'USD',
        'cs_${status}' || n, 'open', now() from generate_series(${from}, ${to}) n`);
  };
  try {
    await fill(1, UNANSWERED, "unresolved");
    let filled = 0;
    let first: number | null = null;
    for (const size of sizes) {
      await fill(filled + 1, size, "awaiting_buyer");
      filled = size;
      await opened.database.execute("vacuum analyze");
      const now = new Date();
      const hourAgo = new Date(now.getTime() - 3_600_000);
      const wanted = { before: now, recentSince: hourAgo, seldomBefore: hourAgo };
      const unanswered = await timed(TIMES, () => store.unansweredPayments(wanted, LIMIT));
      const pages = await timed(TIMES, () => store.awaitedPages(now, LIMIT));
      let n = 0;
      const turn = await timed(TIMES, () => {
        n += 1;
        const id = attemptId(`awaiting_buyer${n}:1`);
        return store.transaction((transaction) => transaction.claimLookUp(id, new Date(), 3000));
      });
      const named = await timed(TIMES, () => store.attemptByReference("stripe", `cs_awaiting_buyer${(n += 1) % size}`));
      first ??= unanswered.median;
      report(
        `${String(size).padStart(10)}   ${[unanswered, pages, turn, named].map(({ text }) => text.padEnd(16)).join(" ")} ${(unanswered.median / first).toFixed(2)}`,
      );
    }
  } finally {
    await opened.close();
  }
}
