import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SessionId } from "#lib/ids.ts";
import { createVerbs } from "../fixtures/verbs.ts";
import type { Store } from "#lib/store/store.ts";
import { isWhole } from "#scripts/suite/size.ts";
import { realPostgres } from "../fixtures/real-postgres.ts";
import { ada } from "../fixtures/test-shop.ts";
import { expectPaidAtMostOnce, openTwoInstances, type TwoInstances } from "./two-instances.ts";

const STORMS = isWhole ? 150 : 4;
const CROWD = isWhole ? 100 : 40;
const ACTS_EACH = 6;
const postgres = realPostgres();
let shop: TwoInstances;
beforeAll(async () => {
  const url = await postgres.freshDatabase();
  shop = await openTwoInstances([await postgres.open(url), await postgres.open(url)]);
});
afterAll(() => shop.close());

const DIED = "the instance died";

/** The store of an instance that is killed: after `transactions` of them nothing reaches the database any more. */
function dying(store: Store, transactions: number): Store {
  let left = transactions;
  return {
    ...store,
    transaction: (work) => {
      left -= 1;
      return left < 0 ? Promise.reject(new Error(DIED)) : store.transaction(work);
    },
  };
}

const tokens = ["ok_1", "ok_2", "declined", "3ds_1", "timeout_captured", "timeout_lost"] as const;
const act = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant("pay" as const), token: fc.constantFrom(...tokens) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("pay and die" as const),
      token: fc.constantFrom(...tokens),
      transactions: fc.integer({ min: 0, max: 2 }),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("open the page" as const) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant("answer" as const),
      page: fc.constantFrom("pay" as const, "pay_twice" as const, "decline" as const, "leave" as const),
      challenge: fc.constantFrom("approve" as const, "refuse" as const),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constantFrom("cancel" as const, "give up" as const, "look" as const, "settle" as const),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("change" as const), codes: fc.subarray(["TEN", "NONE"]) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("wait" as const), ms: fc.constantFrom(9000, 7 * 3_600_000) }) },
);
type Act = typeof act extends fc.Arbitrary<infer Value> ? Value : never;

async function perform(id: SessionId, one: Act): Promise<unknown> {
  const verbs = shop.verbs();
  const pay = (by: typeof verbs, token: string) =>
    by.payWithToken({ sessionId: id, token: `tok_sandbox_${token}`, buyer: ada });
  switch (one.do) {
    case "pay":
      return pay(verbs, one.token);
    case "pay and die": {
      const context = shop.contexts[1];
      const store = dying(context.store, one.transactions);
      return pay(createVerbs({ ...context, store }), one.token).catch((error: unknown) => {
        if (!(error instanceof Error && error.message === DIED)) throw error;
      });
    }
    case "open the page":
      return verbs.openHostedPayment({ sessionId: id });
    case "answer":
      return answerAll(id, one.page, one.challenge);
    case "cancel":
      return verbs.cancelCheckout({ sessionId: id, by: "merchant" });
    case "give up":
      return verbs.voidPayment({ sessionId: id });
    case "look":
      return verbs.checkOrder({ sessionId: id });
    case "settle":
      return shop.settle();
    case "change":
      return verbs.updateCheckout({ sessionId: id, discountCodes: one.codes });
    case "wait":
      return shop.advance(one.ms);
  }
}

async function answerAll(
  id: SessionId,
  page: "pay" | "pay_twice" | "decline" | "leave",
  challenge: "approve" | "refuse",
): Promise<void> {
  for (const { reference } of await shop.contexts[0].store.attempts(id)) {
    if (reference === null) continue;
    shop.bank.answerPage(reference, page);
    shop.bank.answerChallenge(reference, challenge);
  }
}

function nobody(): never {
  throw new Error("a storm needs a session");
}

const storm = fc.array(fc.record({ session: fc.nat({ max: 2 }), afterMs: fc.integer({ min: 0, max: 40 }), act }), {
  minLength: 10,
  maxLength: 40,
});

describe("storms", () => {
  it(
    "of calls, crashes, webhooks and time on two instances leave every session paid at most once",
    async () => {
      await fc.assert(
        fc.asyncProperty(storm, async (blows) => {
          const ids = await Promise.all([
            shop.readySession(),
            shop.readySession("cup"),
            shop.readySession("mug", ["TEN"]),
          ]);
          await Promise.all(
            blows.map(async ({ session, afterMs, act: one }) => {
              await new Promise<void>((resolve) => void setTimeout(resolve, afterMs));
              const id = ids[session];
              if (id !== undefined) await perform(id, one);
            }),
          );
          await shop.comeToRest();
          for (const id of ids) await expectPaidAtMostOnce(shop, id);
          // What is still open at the bank is paid now, when nobody expects it any more.
          for (const id of ids) await answerAll(id, "pay", "approve");
          await shop.comeToRest();
          for (const id of ids) await expectPaidAtMostOnce(shop, id);
          const isTwice = blows.some(({ act: one }) => one.do === "answer" && one.page === "pay_twice");
          const { charges } = shop.bank.ledger();
          if (!isTwice)
            expect(
              charges.filter((charge) => charge.state === "refunded" && ids.some((id) => id === charge.session)),
              "a bank that reports the truth charges nobody in vain",
            ).toEqual([]);
        }),
        { seed: 20_260_504, numRuns: STORMS, endOnFailure: true },
      );
    },
    isWhole ? 540_000 : 120_000,
  );

  it(
    "of a crowd of buyers at once leave each of them paid at most once, and none waits for another for ever",
    async () => {
      for (let round = 0; round < (isWhole ? 10 : 1); round += 1) {
        const ids = await Promise.all(Array.from({ length: CROWD }, () => shop.readySession()));
        const acts = fc
          .sample(act, { seed: 20_261_124 + round, numRuns: CROWD * ACTS_EACH })
          .filter((one) => one.do !== "wait");
        await Promise.all(acts.map((one, index) => perform(ids[index % ids.length] ?? ids[0] ?? nobody(), one)));
        await shop.comeToRest();
        for (const id of ids) await expectPaidAtMostOnce(shop, id);
        // Nobody leaves a page open behind, or every sweep of the next round would ask about it again.
        await Promise.all(ids.map((id) => shop.verbs().cancelCheckout({ sessionId: id, by: "buyer" })));
      }
    },
    isWhole ? 540_000 : 120_000,
  );

  it("and nothing had to be reported", () => {
    expect(shop.reports).toEqual([]);
  });
});
