import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { shownDigest } from "#lib/checkout/shown.ts";
import type { SessionId } from "#lib/ids.ts";
import type { AttemptAtService, PaymentProvider } from "#lib/payments/provider.ts";
import { createVerbs, type Verbs } from "../fixtures/verbs.ts";
import { isInTurn, isWhole } from "#scripts/suite/size.ts";
import { realPostgres } from "../fixtures/real-postgres.ts";
import { ada } from "../fixtures/test-shop.ts";
import { expectPaidAtMostOnce, openTwoInstances, type TwoInstances } from "./two-instances.ts";

const postgres = realPostgres();
let shop: TwoInstances;
beforeAll(async () => {
  const url = await postgres.freshDatabase();
  shop = await openTwoInstances([await postgres.open(url), await postgres.open(url)]);
});
afterAll(() => shop.close());

type Act = (verbs: Verbs, id: SessionId) => Promise<unknown>;
const token =
  (name: string): Act =>
  (verbs, id) =>
    verbs.payWithToken({ sessionId: id, token: `tok_sandbox_${name}`, buyer: ada });
const openPage: Act = (verbs, id) => verbs.openHostedPayment({ sessionId: id });
/** Presses a wallet's button on a page that shows the order as it is now. */
const wallet =
  (name: string): Act =>
  async (verbs, id) => {
    const state = await verbs.readOrder({ sessionId: id });
    const shown = state === null ? "" : shownDigest(state.session);
    return verbs.openWalletPayment({ sessionId: id, token: `tok_sandbox_${name}`, shown });
  };

const ACTS: Readonly<Record<string, Act>> = {
  "a good card": token("ok"),
  "a card that needs a confirmation": token("3ds_new"),
  "the same card again": token("3ds_first"),
  "a declined card": token("declined"),
  "a wallet's good card": wallet("ok_wallet"),
  "opening the payment page": openPage,
  "giving the payment up": (verbs, id) => verbs.voidPayment({ sessionId: id }),
  canceling: (verbs, id) => verbs.cancelCheckout({ sessionId: id, by: "buyer" }),
  "changing the basket": (verbs, id) => verbs.updateCheckout({ sessionId: id, discountCodes: ["TEN"] }),
  "asking for the truth": (verbs, id) => verbs.checkOrder({ sessionId: id }),
  "the buyer paying": async (_verbs, id) => buyerPays(id),
};
const STARTS: Readonly<Record<string, Act>> = {
  "nothing open": () => Promise.resolve(),
  "the payment page open": openPage,
  "a confirmation open": token("3ds_first"),
  "a wallet's confirmation open": wallet("3ds_wallet"),
};

/** Neither calls the payment service, so there is nothing to come between. */
const CALLS_NOBODY = ["changing the basket", "the buyer paying"];
const THIRDS = 3;
/** What comes between moves no money, or as another one does: left to the whole proof. */
const SELDOM_BETWEEN = ["a declined card", "changing the basket", "asking for the truth"];

/** The buyer does all that the bank still lets them do: pays every open page and approves every open confirmation. */
async function buyerPays(id: SessionId): Promise<void> {
  for (const attempt of await shop.contexts[0].store.attempts(id)) {
    if (attempt.reference === null) continue;
    shop.bank.answerPage(attempt.reference, "pay");
    shop.bank.answerChallenge(attempt.reference, "approve");
  }
}

/** A payment service at which something else happens just before or just after a call is answered, once. */
function interrupted(
  provider: PaymentProvider,
  when: "before" | "after",
  interruption: () => Promise<unknown>,
): PaymentProvider {
  let isDue = true;
  const around = async <Answer>(call: () => Promise<Answer>): Promise<Answer> => {
    const now = isDue;
    isDue = false;
    if (now && when === "before") await interruption();
    const answer = await call();
    if (now && when === "after") await interruption();
    return answer;
  };
  const owned = ({ route }: AttemptAtService, by: AttemptAtService["route"]) => {
    if (route !== by) throw new Error(`a call of the ${by} way was made for an attempt of the ${route} way`);
  };
  return {
    ...provider,
    chargeToken: (charge) => around(() => (owned(charge.attempt, "instant"), provider.chargeToken(charge))),
    chargeWallet: (charge) =>
      around(async () => {
        owned(charge.attempt, "external");
        if (provider.chargeWallet === null) throw new Error("the sandbox bank has a wallet");
        return provider.chargeWallet(charge);
      }),
    openHostedPage: (page) => around(() => (owned(page.attempt, "external"), provider.openHostedPage(page))),
    voidAttempt: (attempt) => around(() => provider.voidAttempt(attempt)),
    lookUp: (attempt) => around(() => provider.lookUp(attempt)),
  };
}

describe("anything at all between a call to the payment service and its answer", () => {
  const cases = Object.keys(STARTS)
    .flatMap((start) => (["before", "after"] as const).map((when) => ({ start, when })))
    .map((one, number) => ({ ...one, number }));

  it.each(cases)(
    "with $start, $when the answer: paid at most once, and nobody is charged in vain",
    async ({ start, when, number }) => {
      const callers = Object.entries(ACTS).filter(([act]) => !CALLS_NOBODY.includes(act));
      const between = Object.entries(ACTS).filter(([act]) => isWhole || !SELDOM_BETWEEN.includes(act));
      // Of these eight cases the short proof tries each pair in two or three, and each case has a third of the pairs.
      const pairs = callers
        .flatMap(([act, first]) => between.map(([other, second]) => ({ name: `${act} ÷ ${other}`, first, second })))
        .filter((_pair, index) => isWhole || isInTurn(index + number, THIRDS));
      const ids = await Promise.all(
        pairs.map(async ({ name, first, second }) => {
          const id = await shop.readySession();
          await STARTS[start]?.(shop.verbs(), id);
          const context = shop.contexts[0];
          const provider = interrupted(context.provider, when, () => second(shop.verbs(), id));
          await first(createVerbs({ ...context, provider }), id);
          await buyerPays(id);
          return [name, id] as const;
        }),
      );
      await shop.comeToRest();
      await Promise.all(ids.map(([, id]) => expectPaidAtMostOnce(shop, id)));
      // This bank reports the truth and never pays twice, so whoever it charged has an order.
      const refunded = new Set(
        shop.bank
          .ledger()
          .charges.filter((charge) => charge.state === "refunded")
          .map((charge) => charge.session),
      );
      expect(ids.filter(([, id]) => refunded.has(id)).map(([name]) => name)).toEqual([]);
      expect(shop.reports).toEqual([]);
    },
  );
});
