import { asc, desc, eq, sql } from "drizzle-orm";
import { invariant } from "../../invariant.ts";
import { ROUTE_REASONS, stepHoursOf, type ReasonCounts, type ReasonQuery } from "../../routing/reason-counts.ts";
import { given, writtenOnce } from "./connection/written-once.ts";
import { isStorable, rowsOf, type Database } from "./database.ts";
import { decisionFromRow, decisionToRow } from "./payment-rows.ts";
import { routeDecisions } from "./schema/routing.ts";
import type { DecisionReads } from "../routing/decision-store.ts";
import type { StoreTransaction } from "../store.ts";

const decisionsOf = writtenOnce((database) =>
  database
    .select()
    .from(routeDecisions)
    .where(eq(routeDecisions.sessionId, given(routeDecisions.sessionId, "id")))
    .orderBy(asc(routeDecisions.decidedAt)),
);

/** Which way each purchase was sent. */
export function routingReadsOn(database: Database): DecisionReads {
  return {
    async decisions(id) {
      if (!isStorable(id)) return [];
      return (await decisionsOf(database, { id })).map(decisionFromRow);
    },
    async latestDecisions(limit) {
      const rows = await database.select().from(routeDecisions).orderBy(desc(routeDecisions.decidedAt)).limit(limit);
      return rows.map(decisionFromRow);
    },
    async reasonCounts(query, limit) {
      const { sellerId: seller } = query;
      const isPossible = seller === null || isStorable(seller);
      const { rows } = isPossible ? await rowsOf(database, reasonQuery(query, limit)) : { rows: [] };
      const [first] = rows;
      return {
        stepHours: stepHoursOf(query),
        counts: rows.map(countFromRow).sort(inOrder),
        decisions: Number(first?.["decisions"] ?? 0),
        countedFrom: first?.["is_cut"] === true ? new Date(Number(first["earliest_ms"])) : null,
      };
    },
  };
}

/**
 * One look into an index from its end, so that a seller with millions of decisions costs no more than `limit` of them. A session
 * has its last decision with a route and its last one without.
 */
const reasonQuery = ({ sellerId: seller, from, until }: ReasonQuery, limit: number) => sql`
  with found as materialized (
    select session_id, kind, reason, decided_at from ${routeDecisions}
    where ${seller === null ? sql`true` : sql`seller_id = ${seller}`}
      and decided_at >= ${from.toISOString()}::timestamptz and decided_at < ${until.toISOString()}::timestamptz
    order by decided_at desc limit ${limit + 1}
  ), looked as materialized (select * from found order by decided_at desc limit ${limit}
  ), last as (
    select distinct on (session_id, kind) reason, decided_at from looked
    order by session_id, kind, decided_at desc
  )
  select reason, (extract(epoch from date_trunc(${stepHoursOf({ from, until }) === 1 ? "hour" : "day"}, decided_at, 'UTC'))
      * 1000)::double precision as step_ms, count(*)::int as purchases,
    (select count(*)::int from looked) as decisions, (select count(*) > ${limit} from found) as is_cut,
    (select (extract(epoch from min(decided_at)) * 1000)::double precision from looked) as earliest_ms
  from last group by 1, 2`;

type Count = ReasonCounts["counts"][number];

function countFromRow(row: Record<string, unknown>): Count {
  const reason = ROUTE_REASONS.find((one) => one === row["reason"]);
  invariant(reason !== undefined, `a stored decision has a reason that is known, not ${String(row["reason"])}`);
  return { step: new Date(Number(row["step_ms"])), reason, purchases: Number(row["purchases"]) };
}

const inOrder = (one: Count, other: Count) =>
  one.step.getTime() - other.step.getTime() || ROUTE_REASONS.indexOf(one.reason) - ROUTE_REASONS.indexOf(other.reason);

export function routingWritesOn(database: Database): Pick<StoreTransaction, "insertDecision"> {
  return {
    async insertDecision(decision) {
      await database.insert(routeDecisions).values(decisionToRow(decision));
    },
  };
}
