import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { AttemptAtService, PaymentEvent } from "#lib/payments/provider.ts";
import { freshAttempt, openPage, type ProviderBench } from "../provider-bench.ts";
import {
  dueOf,
  NETWORK_ID,
  paidAttempt,
  partsOf,
  splitOf,
  usd,
  type MakeSellerBench,
  type SellerBench,
} from "./seller-bench.ts";

/** What the product relies on when a payment is divided, whichever payment service it is. */
export function splitContract(name: string, make: MakeSellerBench): void {
  let bench: SellerBench;
  beforeAll(async () => {
    bench = await make();
  });
  afterAll(() => bench.close());

  const amount = usd(2500);
  const transfersOf = async ({ id, reference }: AttemptAtService) => {
    const list = await partsOf(bench.platform.provider).transfers.list({ attemptId: id, reference: reference ?? "" });
    if (list.kind === "unknown") throw new Error(list.why.kind);
    return list.transfers;
  };
  const charge = async (at: ProviderBench, attempt: AttemptAtService, role: Parameters<ProviderBench["token"]>[0]) =>
    at.provider.chargeToken({ attempt, token: await at.token(role, attempt) });

  describe(`${name}: destination`, () => {
    it("the seller's part is sent with the charge, less the fee, and is in the provider's list", async () => {
      const account = await bench.account("able");
      const split = splitOf("destination", account, amount);
      const attempt = await paidAttempt(bench.platform, { split });
      const sent = { account, amountMinor: dueOf(split), reversedMinor: 0 };
      expect(await bench.transfers(attempt.id)).toEqual([sent]);
      const id = expect.stringMatching(/./);
      expect(await transfersOf(attempt)).toEqual([{ id, key: null, account, amount: usd(2250), reversed: usd(0) }]);
      expect(await bench.platform.captures(attempt.id)).toMatchObject([{ amount, state: "captured" }]);
    });

    it("what was sent with the charge can be taken back like any transfer", async () => {
      const split = splitOf("destination", await bench.account("able"), amount);
      const attempt = await paidAttempt(bench.platform, { split });
      const [transfer] = await transfersOf(attempt);
      const { transfers } = partsOf(bench.platform.provider);
      const request = { key: `${attempt.id}:r`, transferId: transfer?.id ?? "", amount: usd(2250), refusals: 0 };
      expect(await transfers.reverse(request)).toMatchObject({ kind: "reversed" });
      expect(await bench.transfers(attempt.id)).toMatchObject([{ reversedMinor: 2250 }]);
    });

    it("nothing is sent before the money is taken: not with a decline, and with a confirmation only after it", async () => {
      const split = splitOf("destination", await bench.account("able"), amount);
      const [declined, asked] = [freshAttempt({ split }), freshAttempt({ split })];
      expect(await charge(bench.platform, declined, "is_declined")).toMatchObject({ kind: "declined" });
      const outcome = await charge(bench.platform, asked, "asks_confirmation");
      if (outcome.kind !== "action_required") throw new Error(outcome.kind);
      expect([...(await bench.transfers(declined.id)), ...(await bench.transfers(asked.id))]).toEqual([]);
      await bench.platform.confirm(outcome.reference, "approve");
      expect(await bench.transfers(asked.id)).toMatchObject([{ amountMinor: 2250 }]);
    });

    it("a payment on the page is divided like one with a token", async () => {
      const account = await bench.account("able");
      const attempt = freshAttempt({ route: "external", split: splitOf("destination", account, amount) });
      const page = await openPage(bench.platform.provider, attempt);
      if (page.kind !== "opened") throw new Error(JSON.stringify(page));
      expect(await bench.transfers(attempt.id)).toEqual([]);
      await bench.platform.onPage(page.reference, "pay");
      await vi.waitFor(async () =>
        expect(await bench.transfers(attempt.id)).toEqual([{ account, amountMinor: 2250, reversedMinor: 0 }]),
      );
    });

    it("a fee of everything sends nothing, and a fee of nothing sends everything", async () => {
      const account = await bench.account("able");
      const all = await paidAttempt(bench.platform, { split: splitOf("destination", account, amount, amount) });
      const none = await paidAttempt(bench.platform, { split: splitOf("destination", account, amount, usd(0)) });
      expect(await bench.transfers(all.id)).toEqual([]);
      expect(await bench.transfers(none.id)).toMatchObject([{ amountMinor: 2500 }]);
    });

    it("no charge is made for an account that cannot receive: rejected, so nothing was taken", async () => {
      const split = splitOf("destination", await bench.account("new"), amount);
      const attempt = freshAttempt({ split });
      expect(await charge(bench.platform, attempt, "pays")).toMatchObject({ kind: "rejected" });
      expect(await bench.platform.captures(attempt.id)).toEqual([]);
    });

    it("the same attempt with another division is not charged again", async () => {
      const account = await bench.account("able");
      const attempt = freshAttempt({ split: splitOf("destination", account, amount) });
      const token = await bench.platform.token("pays", attempt);
      await bench.platform.provider.chargeToken({ attempt, token });
      const other = { ...attempt, split: splitOf("destination", account, amount, usd(0)) };
      const again = await bench.platform.provider.chargeToken({ attempt: other, token });
      expect(again.kind).toBe("unknown");
      expect(await bench.platform.captures(attempt.id)).toHaveLength(1);
      expect(await bench.transfers(attempt.id)).toMatchObject([{ amountMinor: 2250 }]);
    });
  });

  describe(`${name}: separate`, () => {
    it("a charge sends nobody anything by itself", async () => {
      const attempt = await paidAttempt(bench.platform, {
        split: splitOf("separate", await bench.account("able"), amount),
      });
      expect(await bench.transfers(attempt.id)).toEqual([]);
      expect(await transfersOf(attempt)).toEqual([]);
    });
  });

  describe(`${name}: direct`, () => {
    async function own() {
      const account = await bench.account("able", "own_charges");
      const split = splitOf("direct", account, amount);
      return { account, split, at: bench.at(account) };
    }

    it("the charge is at the seller's account, with the platform's fee, and no transfer", async () => {
      const { account, split, at } = await own();
      expect(at.provider).toMatchObject({ account, transfers: null, sellerAccounts: null, at: null });
      const attempt = await paidAttempt(at, { split });
      expect(await at.captures(attempt.id)).toMatchObject([{ amount, state: "captured" }]);
      expect(await bench.fees(attempt.id)).toEqual([{ account, amountMinor: 250, returnedMinor: 0 }]);
      expect(await bench.transfers(attempt.id)).toEqual([]);
    });

    it("neither the platform nor another seller sees it: no look-up, list, refund or void of theirs finds it", async () => {
      const { split, at } = await own();
      const attempt = await paidAttempt(at, { split });
      const other = bench.at(await bench.account("able", "own_charges"));
      for (const { provider } of [bench.platform, other]) {
        expect(await provider.lookUp({ ...attempt, reference: null })).toEqual({ kind: "absent" });
        const refund = {
          reference: attempt.reference,
          amount: usd(1),
          key: `${attempt.id}:${provider.account}`,
          refusals: 0,
        };
        expect((await provider.refund(refund)).kind).toBe("refused");
        const refunds = await provider.listRefunds(attempt.reference);
        expect(refunds.kind === "listed" ? refunds.refunds : []).toEqual([]);
        const listed = await provider.listPayments?.(new Date(Date.now() - 60_000));
        if (listed?.kind !== "listed") throw new Error("not listed");
        expect(listed.payments.filter(({ attemptId }) => attemptId === attempt.id)).toEqual([]);
        await provider.voidAttempt({ ...attempt, reference: null });
      }
      expect(await at.provider.lookUp(attempt)).toMatchObject({ kind: "captured", amount });
      expect(await at.provider.voidAttempt(attempt)).toEqual({ kind: "already_paid" });
    });

    it("the sheet is offered the seller's profile, and no sheet where the seller has none", async () => {
      const { account } = await own();
      const { at } = partsOf(bench.platform.provider);
      expect(at({ account, networkId: NETWORK_ID }).instant).toMatchObject({ accountId: NETWORK_ID });
      expect(at({ account, networkId: null }).instant).toBeNull();
    });

    it("a refund gives the fee back in proportion where it is asked to, to the cent in the end, and else keeps it", async () => {
      const { account, split, at } = await own();
      const [returned, kept] = [await paidAttempt(at, { split }), await paidAttempt(at, { split })];
      const give = (attempt: typeof kept, part: number, givesFeeBack: boolean) =>
        at.provider.refund({
          reference: attempt.reference,
          amount: usd(part),
          key: `${attempt.id}:${part}`,
          refusals: 0,
          givesFeeBack,
        });
      for (const part of [833, 834, 832]) expect((await give(returned, part, true)).kind).toBe("done");
      expect((await give(kept, 2500, false)).kind).toBe("done");
      expect((await give(returned, 833, true)).kind).toBe("done");
      expect(await bench.fees(returned.id)).toMatchObject([{ account, amountMinor: 250 }]);
      expect((await bench.fees(returned.id))[0]?.returnedMinor).toBeGreaterThanOrEqual(249);
      expect((await bench.fees(returned.id))[0]?.returnedMinor).toBeLessThanOrEqual(250);
      expect(await bench.fees(kept.id)).toMatchObject([{ amountMinor: 250, returnedMinor: 0 }]);
    });

    it("its events name the attempt and the account where it happened", async () => {
      const { account, split, at } = await own();
      const attempt = await paidAttempt(at, { split });
      await vi.waitFor(async () => {
        const events: PaymentEvent[] = [];
        for (const { body, headers } of bench.platform.webhooks()) {
          const read = await bench.platform.provider.readWebhook(body, headers);
          if (read.kind === "read") events.push(...read.events);
        }
        const ours = events.filter(({ attemptId }) => attemptId === attempt.id);
        expect(ours).not.toEqual([]);
        for (const event of ours) expect(event).toMatchObject({ account, outcome: { kind: "captured", amount } });
      }, 5000);
    });

    it("an account that takes no charges is rejected, and nothing is taken", async () => {
      const account = await bench.account("new", "own_charges");
      const attempt = freshAttempt({ split: splitOf("direct", account, amount) });
      const at = bench.at(account);
      expect(await charge(at, attempt, "pays")).toMatchObject({ kind: "rejected" });
      expect(await at.captures(attempt.id)).toEqual([]);
    });
  });

  describe(`${name}: the buyer's statement`, () => {
    const NAMED = "REED PRESS";
    it.each(["destination", "separate"] as const)(
      "names the seller after the account's own name: %s",
      async (model) => {
        const split = { ...splitOf(model, await bench.account("able"), amount), descriptor: NAMED };
        const attempt = await paidAttempt(bench.platform, { split });
        expect(await bench.statement(attempt.id)).toBe(NAMED);
      },
    );

    it("says nothing more at the seller's own account, whose name it is, nor without a name", async () => {
      const account = await bench.account("able", "own_charges");
      const own = { ...splitOf("direct", account, amount), descriptor: NAMED };
      expect(await bench.statement((await paidAttempt(bench.at(account), { split: own })).id)).toBeNull();
      const split = splitOf("separate", account, amount);
      expect(await bench.statement((await paidAttempt(bench.platform, { split })).id)).toBeNull();
    });
  });
}
