import { describe, expect, it } from "vitest";
import { money } from "#lib/money.ts";
import { settleUnmatched, unmatchedText, unmatchedVerb, type UnmatchedAct } from "#lib/operator/unmatched.ts";

const named = { type: "unmatched", reference: "pi_1" } as const;

describe("what npm run reconcile -- --payment prints", () => {
  it.each([
    [{ kind: "matched", order: "T-7F3K-92QD" }, true, "Payment pi_1 is that of order T-7F3K-92QD."],
    [{ kind: "kept" }, true, "Noted: payment pi_1 is dealt with outside and not listed any more."],
    [{ kind: "given_back", state: "done", amount: money(2521, "USD") }, true, "Gave back $25.21 of payment pi_1."],
    [
      { kind: "given_back", state: "unknown", amount: money(2521, "USD") },
      false,
      "The refund is unknown. npm run reconcile shows what becomes of it.",
    ],
    [{ kind: "not_unmatched" }, false, "--payment: no payment pi_1 is listed as unmatched."],
    [
      { kind: "other_amount", paid: money(3266, "USD"), total: money(3000, "USD") },
      false,
      "$32.66 were paid and the checkout's total is $30.00: --give-back or --keep.",
    ],
    [
      { kind: "seller_not_ready", sellerName: "Ombra" },
      false,
      "Ombra cannot be paid now, so a payment of several sellers cannot be divided: npm run doctor names why. Ask again when it is mended, or --give-back or --keep.",
    ],
    [
      { kind: "transfers_unclear" },
      false,
      "The payment service has several transfers of it to one seller, or in several currencies, and nobody can say what each had; nothing is given back. Give it back and take the transfers back at the payment service, then --keep.",
    ],
    [
      { kind: "session_not_ready", status: "expired" },
      false,
      "Its checkout is expired and takes no payment: --give-back or --keep.",
    ],
  ] as const)("%j", (outcome, isDone, sentence) => {
    expect(unmatchedText({ ...named, ...outcome })).toEqual({ isDone, text: sentence });
  });
});

describe("the verb that settles an unmatched payment", () => {
  const asked: unknown[] = [];
  const verb = (name: string) => async (request: unknown) => {
    asked.push([name, request]);
    return { kind: "kept" } as const;
  };
  const operator = {
    matchUnmatched: verb("match"),
    giveBackUnmatched: verb("give back"),
    keepUnmatched: verb("keep"),
    planUnmatched: verb("plan"),
  };

  it("asks for what was said, with the reason, and answers what became of it", async () => {
    const lines: unknown[] = [];
    for (const act of ["match", "give_back", "keep"] as const) {
      const request: UnmatchedAct = { reference: "pi_1", act, why: "restored" };
      await settleUnmatched(operator, request, async (line) => void lines.push(line));
    }
    const request = { reference: "pi_1", why: "restored" };
    expect(asked).toEqual([
      ["match", request],
      ["give back", request],
      ["keep", request],
    ]);
    expect(lines[0]).toEqual({ type: "unmatched", reference: "pi_1", kind: "kept" });
  });

  it("understands nothing without a reason, or with an act that it does not know", () => {
    const { begin } = unmatchedVerb({ operator });
    expect(begin({ reference: "pi_1", act: "keep", why: "" })).toBe("not_understood");
    expect(begin({ reference: "pi_1", act: "burn", why: "x" })).toBe("not_understood");
    expect(begin({ reference: "pi_1", act: "keep", why: "x" })).toBeTypeOf("function");
  });
});
