import type { RealPostgres } from "../fixtures/real-postgres.ts";
import { startStripeDouble, type StripeDouble } from "../stripe-double/start.ts";
import { openFaultBench, replayProblems, type FaultBench } from "./fault-bench.ts";
import { randomPlan, type PlannedAct, type RandomPlan } from "./random-plan.ts";
import { pause, type ShopProcess } from "./shop-process-client.ts";
import { unreachable } from "#lib/invariant.ts";

/** Two servers of one shop on which one run follows the other. */
export type RandomLane = {
  /** Answers what does not agree when everything has come to rest. */
  run(seed: number): Promise<readonly string[]>;
  close(): Promise<void>;
};

type Lane = {
  readonly bench: FaultBench;
  readonly double: StripeDouble | null;
  readonly shops: [ShopProcess, ShopProcess];
};
type Buyer = { readonly session: string; readonly tokens: string[] };

export async function openRandomLane(postgres: RealPostgres, service: "sandbox" | "stripe"): Promise<RandomLane> {
  const double = service === "stripe" ? await startStripeDouble() : null;
  const bench = await openFaultBench(postgres, double);
  const lane: Lane = { bench, double, shops: [bench.start(null, 0), bench.start(null, 1)] };
  await bothReady(lane);
  return {
    run: (seed) => runOn(lane, randomPlan(seed)),
    async close() {
      await Promise.all(lane.shops.map((shop) => shop.kill()));
      await double?.stop();
      await bench.close();
    },
  };
}

async function bothReady({ shops }: Lane): Promise<void> {
  for (const shop of shops) if (!(await shop.ready())) throw new Error(`a server ended at its start: ${shop.output}`);
}

async function runOn(lane: Lane, plan: RandomPlan): Promise<readonly string[]> {
  const { bench, shops } = lane;
  await bothReady(lane);
  const buyers: Buyer[] = [];
  for (const _ of plan.buyers) buyers.push({ session: await shops[0].readySession(), tokens: [] });
  const sessions = buyers.map((buyer) => buyer.session);
  await beginTrouble(lane, plan.seed);
  await Promise.all([
    killAndStartAgain(lane, plan.kill),
    ...plan.buyers.map(async (acts, index) => {
      const buyer = buyers[index];
      for (const planned of acts) if (buyer !== undefined) await perform(lane, buyer, planned);
    }),
  ]);
  await endTrouble(lane, plan.flushes);
  await bothReady(lane);
  const problems = await bench.untilSettled(shops[0], sessions);
  if (problems.length > 0) return problems;
  // What is still open at the payment service is paid now, when nobody expects it any more.
  for (const session of sessions) {
    await bench.answerPage(shops[1], session, "pay");
    await bench.answerConfirmation(shops[1], session, "approve");
  }
  const replays: string[] = [];
  for (const { session, tokens } of buyers)
    for (const token of tokens) replays.push(...(await replayProblems(bench, shops[1], { session, token })));
  return [...replays, ...(await bench.untilSettled(shops[0], sessions))];
}

async function killAndStartAgain({ bench, shops }: Lane, kill: RandomPlan["kill"]): Promise<void> {
  if (kill === null) return;
  await pause(kill.afterMs);
  await shops[kill.which].kill();
  shops[kill.which] = bench.start(null, kill.which);
}

async function perform(lane: Lane, buyer: Buyer, { at, afterMs, act }: PlannedAct): Promise<unknown> {
  await pause(afterMs);
  const { bench } = lane;
  const shop = lane.shops[at];
  const { session, tokens } = buyer;
  switch (act.do) {
    case "pay": {
      const token = await bench.service.token(act.kind, session);
      tokens.push(token);
      return shop.complete(session, token);
    }
    case "pay again": {
      const token = tokens.at(-1);
      return token === undefined ? null : shop.complete(session, token);
    }
    case "open the page":
      return shop.openPayment(session);
    case "on the page":
      return bench.answerPage(shop, session, act.answer);
    case "at the bank":
      return bench.answerConfirmation(shop, session, act.answer);
    case "give the page up":
      return shop.voidPayment(session);
    case "cancel":
      return shop.cancel(session);
    case "look":
      await shop.visit(session);
      return shop.status(session);
    case "update":
      return shop.update(session, act.codes);
    case "sweep":
      return shop.sweep();
    case "let the time be over":
      return bench.letExpire(session);
    case "wait long":
      return bench.letTimePass([session]);
    default:
      return unreachable(act);
  }
}

/** The sandbox bank's troubles are in its tokens; the double of Stripe has them by chance as well. */
async function beginTrouble({ double }: Lane, seed: number): Promise<void> {
  await double?.control.randomFaults({
    seed,
    chances: [
      { chance: 0.06, fault: { kind: "reply_lost" } },
      { chance: 0.06, fault: { kind: "reset" } },
      { chance: 0.03, fault: { kind: "hang", ms: 300, commits: "before" } },
      { chance: 0.03, fault: { kind: "hang", ms: 300, commits: "after" } },
      { chance: 0.02, fault: { kind: "hang", ms: 300, commits: "never" } },
      { chance: 0.03, fault: { kind: "late", ms: 400 } },
      { chance: 0.02, fault: { kind: "answer", status: 409 } },
      { chance: 0.03, fault: { kind: "answer", status: 429 } },
      { chance: 0.02, fault: { kind: "answer", status: 503 } },
      { chance: 0.03, fault: { kind: "answer", status: 500, stored: false } },
      { chance: 0.02, fault: { kind: "answer", status: 500, stored: true, commits: true } },
    ],
  });
  await double?.control.randomMishaps({
    seed,
    chances: [
      { chance: 0.15, mishap: { kind: "duplicate" } },
      { chance: 0.15, mishap: { kind: "delay", ms: 400 } },
      { chance: 0.1, mishap: { kind: "drop" } },
      { chance: 0.06, mishap: { kind: "wrong_secret" } },
      { chance: 0.06, mishap: { kind: "old_timestamp" } },
      { chance: 0.1, mishap: { kind: "reorder", count: 2 } },
    ],
  });
}

async function endTrouble({ double }: Lane, flushes: boolean): Promise<void> {
  await double?.control.clearFaults();
  await double?.control.randomMishaps(null);
  if (flushes) await double?.control.flushDelivery("reverse");
}
