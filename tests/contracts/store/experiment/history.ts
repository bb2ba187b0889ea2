import fc from "fast-check";
import type { CheckoutSession } from "#lib/checkout/session.ts";
import type { CountingAges, Assignment } from "#lib/experiment/exposure.ts";
import { shopperId, type SessionId } from "#lib/ids.ts";
import { money, type Currency } from "#lib/money.ts";
import { saveMove } from "#lib/purchase/save-move.ts";
import { FUNNEL_EVENTS } from "#lib/experiment/funnel-event.ts";
import type { SessionEvent } from "#lib/checkout/session-event.ts";
import type { Store } from "#lib/store/store.ts";
import { modelFigures, type ModelSession } from "./model.ts";
import { aCapture, freshSession, insertSession, later, nextOf, random, stepFor } from "../store-bench.ts";

export const EXPERIMENT = "checkout-route";
const HOUR_MS = 3_600_000;
export const AGES: readonly [CountingAges, CountingAges] = [
  { windowDays: 1, revenueAgeDays: 2 },
  { windowDays: 2, revenueAgeDays: 2 },
];
const MOVES = [
  "details_given",
  "payment_started",
  "payment_captured",
  "payment_declined",
  "payment_unresolved",
  "attempt_voided",
  "canceled",
  "expired",
] as const satisfies readonly SessionEvent["type"][];

/** Times are multiples of six hours, so that many fall exactly on the end of a window. */
const quarter = fc.integer({ min: 0, max: 14 });
const which = fc.nat({ max: 7 });
export const operations = fc.array(
  fc.oneof(
    {
      weight: 2,
      arbitrary: fc.record({
        do: fc.constant("assignment" as const),
        shopper: fc.nat({ max: 2 }),
        arm: fc.constantFrom("instant", "external"),
        currency: fc.constantFrom<Currency>("USD", "USD", "EUR"),
        platform: fc.constantFrom("ios", null),
        hasDetails: fc.boolean(),
        at: quarter,
      }),
    },
    {
      weight: 4,
      arbitrary: fc.record({
        do: fc.constant("step" as const),
        which,
        event: fc.constantFrom(...FUNNEL_EVENTS),
        at: quarter,
      }),
    },
    {
      weight: 6,
      arbitrary: fc.record({ do: fc.constant("move" as const), which, move: fc.constantFrom(...MOVES), at: quarter }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        do: fc.constant("refund" as const),
        which,
        to: fc.integer({ min: 0, max: 900 }),
        at: quarter,
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        do: fc.constant("fold" as const),
        limit: fc.integer({ min: 1, max: 4 }),
        ages: fc.nat({ max: 1 }),
      }),
    },
  ),
  { minLength: 5, maxLength: 40 },
);
type Operation = typeof operations extends fc.Arbitrary<(infer One)[]> ? One : never;

/** One phase with its sessions, driven by random operations through the store's own writes. */
export function openHistory(store: Store) {
  const phase = `phase-${random()}`;
  const sessions: CheckoutSession[] = [];
  const refunds = new Map<SessionId, { occurredAt: Date; amountMinor: number }[]>();
  const captures = new Map<SessionId, string>();
  const now = (quarters: number) => later(quarters * 6 * HOUR_MS);
  const fold = (ages: CountingAges, limit: number) =>
    store.transaction((transaction) => transaction.foldExperiment(EXPERIMENT, ages, limit));
  const move = async (index: number, type: (typeof MOVES)[number], when: Date) => {
    const before = sessions[index];
    if (before === undefined) return;
    const after = nextOf(before);
    sessions[index] = after;
    await store.transaction((transaction) =>
      saveMove(transaction, before, after, stepFor(after, { type, occurredAt: when })),
    );
  };
  const refund = async (session: CheckoutSession, to: number, when: Date) => {
    const known = refunds.get(session.id) ?? [];
    const before = known.reduce((total, one) => total + one.amountMinor, 0);
    const reference = captures.get(session.id) ?? `pay_${random()}`;
    await store.transaction(async (transaction) => {
      if (!captures.has(session.id)) await transaction.insertCapture(aCapture(session, { reference }));
      await transaction.resetRefunded("sandbox", reference, money(to, session.currency), when);
    });
    captures.set(session.id, reference);
    if (to !== before) refunds.set(session.id, [...known, { occurredAt: when, amountMinor: to - before }]);
  };
  const assignment = async (request: Extract<Operation, { do: "assignment" }>) => {
    const session = await insertSession(store, freshSession({ status: "ready" }));
    sessions.push(session);
    const { arm, currency, platform, hasDetails } = request;
    const assignment: Assignment = {
      experiment: EXPERIMENT,
      phase,
      arm,
      currency,
      platform,
      hasDetails,
      locale: "en-US",
      country: "US",
      shopperId: shopperId(`${phase} ${request.shopper}`),
      sessionId: session.id,
      sellerId: session.sellerId,
      assignedAt: now(request.at),
    };
    await store.transaction((transaction) => transaction.insertAssignment(assignment));
  };
  return {
    phase,
    async act(operation: Operation) {
      const session = "which" in operation ? sessions[operation.which] : undefined;
      if (operation.do === "assignment") await assignment(operation);
      else if (operation.do === "fold") {
        const ages = AGES[operation.ages] ?? AGES[0];
        await Promise.all([fold(ages, operation.limit), fold(ages, operation.limit)]);
      } else if (session !== undefined) {
        const when = now(operation.at);
        if (operation.do === "move") await move(operation.which, operation.move, when);
        else if (operation.do === "refund") await refund(session, operation.to, when);
        else await store.transaction((transaction) => transaction.saveFunnelEvent(session.id, operation.event, when));
      }
    },
    async foldAll(ages: CountingAges) {
      while ((await fold(ages, 500)) > 0);
    },
    async model(ages: CountingAges, oldUntil: string) {
      const known: ModelSession[] = [];
      for (const { id } of sessions) {
        const session = await store.experimentSession(id);
        if (session !== null) known.push({ ...session, refunds: refunds.get(id) ?? [] });
      }
      return modelFigures(known, ages, oldUntil);
    },
  };
}
