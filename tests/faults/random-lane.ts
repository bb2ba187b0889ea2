import type { RealPostgres } from "../fixtures/real-postgres.ts";
import { startStripeDouble, type StripeDouble } from "../stripe-double/start.ts";
import { endAfterSale, isAfterSale, performAfterSale, settleByHand } from "./after-sale.ts";
import { openFaultBench, replayProblems, type Accounts, type FaultBench } from "./fault-bench.ts";
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
  /** Two accounts at Stripe, or none with the sandbox bank. */
  readonly doubles: readonly StripeDouble[];
  readonly shops: [ShopProcess, ShopProcess];
  /** With which accounts each of the two runs. */
  readonly accounts: [Accounts, Accounts];
  /** Acts that have begun, and what they wait for before they begin. */
  readonly acts: { readonly underWay: Set<Promise<unknown>>; gate: Promise<void> };
};
type Buyer = { readonly session: string; readonly tokens: string[] };

export async function openRandomLane(postgres: RealPostgres, service: "sandbox" | "stripe"): Promise<RandomLane> {
  const doubles = service === "stripe" ? [await startStripeDouble(), await startStripeDouble()] : [];
  const bench = await openFaultBench(postgres, ...doubles);
  const first: Accounts = { present: 0, earlier: [] };
  const shops: Lane["shops"] = [bench.start(null, 0, first), bench.start(null, 1, first)];
  const lane: Lane = {
    bench,
    doubles,
    shops,
    accounts: [first, first],
    acts: { underWay: new Set(), gate: Promise.resolve() },
  };
  await bothReady(lane);
  return {
    run: (seed) => runOn(lane, randomPlan(seed)),
    async close() {
      await Promise.all(lane.shops.map((shop) => shop.kill()));
      await Promise.all(doubles.map((double) => double.stop()));
      await bench.close();
    },
  };
}

async function bothReady({ shops }: Lane): Promise<void> {
  for (const shop of shops) if (!(await shop.ready())) throw new Error(`a server ended at its start: ${shop.output}`);
}

async function runOn(lane: Lane, plan: RandomPlan): Promise<readonly string[]> {
  const { bench, shops } = lane;
  const isStripe = lane.doubles.length > 0;
  const isRestored = isStripe && plan.backUpAfterMs !== null;
  const accounts = isStripe && plan.isSwitched ? afterSwitch(lane.accounts[0]) : lane.accounts[0];
  await bothReady(lane);
  const buyers: Buyer[] = [];
  for (const _ of plan.buyers) buyers.push({ session: await shops[0].readySession(), tokens: [] });
  const sessions = buyers.map((buyer) => buyer.session);
  await beginTrouble(lane, plan.seed);
  await Promise.all([
    killAndStartAgain(lane, plan.kill, accounts),
    isRestored ? backUpAfter(lane, plan.backUpAfterMs ?? 0) : null,
    ...plan.buyers.map(async (acts, index) => {
      const buyer = buyers[index];
      for (const planned of acts)
        if (buyer !== undefined) await inTurn(lane, () => perform(lane, buyer, planned), planned);
    }),
  ]);
  await endTrouble(lane, plan.flushes);
  if (isRestored || lane.accounts.some((one) => one !== accounts))
    await startBothAgain(lane, accounts, isRestored ? () => bench.restore() : null);
  await bothReady(lane);
  await endAfterSale(bench, plan.seed);
  const settled = () => bench.untilSettled(shops[0], sessions, () => settleByHand(bench, shops[0]));
  const problems = await settled();
  if (problems.length > 0) return problems;
  // What is still open at the payment service is paid now, when nobody expects it any more.
  for (const session of sessions) {
    await bench.answerPage(shops[1], session, "pay");
    await bench.answerConfirmation(shops[1], session, "approve");
  }
  const replays: string[] = [];
  for (const { session, tokens } of buyers)
    for (const token of tokens) replays.push(...(await replayProblems(bench, shops[1], { session, token })));
  return [...replays, ...(await settled())];
}

/** The other account takes the new payments, and what is open at this one is finished. */
const afterSwitch = ({ present }: Accounts): Accounts => ({ present: present === 0 ? 1 : 0, earlier: [present] });

function start({ bench, shops, accounts }: Lane, which: 0 | 1, withAccounts: Accounts): void {
  shops[which] = bench.start(null, which, withAccounts);
  accounts[which] = withAccounts;
}

async function killAndStartAgain(lane: Lane, kill: RandomPlan["kill"], accounts: Accounts): Promise<void> {
  if (kill === null) return;
  await pause(kill.afterMs);
  await lane.shops[kill.which].kill();
  start(lane, kill.which, accounts);
}

async function startBothAgain(lane: Lane, accounts: Accounts, between: (() => Promise<void>) | null): Promise<void> {
  await Promise.all(lane.shops.map((shop) => shop.kill()));
  await between?.();
  for (const which of [0, 1] as const) start(lane, which, accounts);
}

/** Nobody reads the database while it is copied: what is under way loses its server, and ends. */
async function backUpAfter(lane: Lane, milliseconds: number): Promise<void> {
  await pause(milliseconds);
  const open: { gate?: () => void } = {};
  lane.acts.gate = new Promise((resolve) => void (open.gate = resolve));
  await startBothAgain(lane, lane.accounts[0], async () => {
    await Promise.allSettled(lane.acts.underWay);
    await lane.bench.backUp();
  });
  open.gate?.();
}

async function inTurn({ acts }: Lane, act: () => Promise<unknown>, { afterMs }: PlannedAct): Promise<void> {
  await pause(afterMs);
  await acts.gate;
  const done = act();
  acts.underWay.add(done);
  await done.finally(() => acts.underWay.delete(done));
}

async function perform(lane: Lane, buyer: Buyer, { at, act }: PlannedAct): Promise<unknown> {
  const { bench } = lane;
  const shop = lane.shops[at];
  const { session, tokens } = buyer;
  if (isAfterSale(act)) return performAfterSale(bench, shop, session, act);
  switch (act.do) {
    case "pay": {
      const token = await bench.service.token(act.kind, session, lane.accounts[at].present);
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
async function beginTrouble({ doubles }: Lane, seed: number): Promise<void> {
  for (const { control } of doubles) {
    await control.randomFaults({
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
    await control.randomMishaps({
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
}

async function endTrouble({ doubles }: Lane, flushes: boolean): Promise<void> {
  for (const { control } of doubles) {
    await control.clearFaults();
    await control.randomMishaps(null);
    if (flushes) await control.flushDelivery("reverse");
  }
}
