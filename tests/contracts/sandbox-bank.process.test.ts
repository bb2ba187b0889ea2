import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it, vi } from "vitest";
import { CURRENCIES, money } from "#lib/money.ts";
import { freshAttempt } from "./provider-bench.ts";
import { sandboxBenchesOnFile } from "./sandbox-bench.ts";
import { anUnknown } from "../fixtures/unknown-outcome.ts";

const amount = money(2500, "USD");
const { bench, place } = sandboxBenchesOnFile();

/** Runs lines of code with a `bank` over the same file in a process of their own. */
function elsewhere(lines: string) {
  const script = `
    import { SandboxBank } from "#lib/payments/sandbox/bank.ts";
    import { randomUUID } from "node:crypto";
    const bank = new SandboxBank({ file: process.argv[1], webhookUrl: "", webhookSecret: "s", publicUrl: "", now: () => new Date(), newReference: randomUUID, deliver: async () => new Response() });
    const charge = (attemptId, amountMinor) => bank.charge({ attemptId, amount: { amountMinor, currency: "USD" }, token: "tok_sandbox_ok" });
    ${lines}`;
  return promisify(execFile)(process.execPath, ["--input-type=module", "--eval", script, place().file]);
}

describe("the sandbox bank's books", () => {
  it("survive reopening the file: charges, refunds, pages and voids", async () => {
    const before = bench();
    const [paid, opened, gone] = [freshAttempt(), freshAttempt(), freshAttempt()];
    const charged = await before.provider.chargeToken({ attempt: paid, token: "tok_sandbox_ok" });
    if (charged.kind !== "captured") throw new Error("not captured");
    await before.provider.refund({ reference: charged.reference, amount: money(500, "USD"), key: "k", refusals: 0 });
    const page = before.bank.openPage({
      attemptId: opened.id,
      amount,
      sellerName: "Fernweh",
      returnUrl: "https://shop.example.com/done",
    });
    if (page === "refused" || "why" in page) throw new Error("not opened");
    before.bank.voidAttempt(gone.id);
    const ledger = before.bank.ledger();
    await before.close();
    const after = bench();
    expect(after.bank.ledger()).toEqual(ledger);
    expect(ledger.charges).toMatchObject([
      { id: charged.reference, attempt: paid.id, amount_minor: 2500, currency: "USD", state: "partially_refunded" },
    ]);
    expect(after.bank.page(page.reference)).toMatchObject({
      attemptId: opened.id,
      amount,
      sellerName: "Fernweh",
      state: "open",
      returnUrl: "https://shop.example.com/done",
    });
    expect(
      await after.provider.refund({ reference: charged.reference, amount: money(500, "USD"), key: "k", refusals: 0 }),
    ).toMatchObject({
      kind: "done",
    });
    expect(after.bank.ledger()).toEqual(ledger);
    expect(await after.provider.lookUp(gone)).toEqual({ kind: "voided" });
  });

  it("are shared by two servers on one folder, and one attempt is charged once between them", async () => {
    const [one, other] = [bench(), bench()];
    const attempt = freshAttempt();
    const answers = await Promise.all(
      [one, other, one, other].map(({ provider }) =>
        provider.chargeToken({ attempt: attempt, token: "tok_sandbox_ok" }),
      ),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(one.bank.ledger().charges).toHaveLength(1);
    expect(other.bank.ledger()).toEqual(one.bank.ledger());
  });

  it("take charges from several processes at once and lose none, and each attempt is charged once", async () => {
    const work = 'for (let n = 1; n <= 25; n += 1) await charge("cs_shared:" + n, n); bank.stop();';
    await Promise.all([elsewhere(work), elsewhere(work), elsewhere(work)]);
    const { charges } = bench().bank.ledger();
    expect(charges.map((charge) => charge.attempt).sort()).toEqual(
      Array.from({ length: 25 }, (_, index) => `cs_shared:${index + 1}`).sort(),
    );
    expect(
      charges.every((charge) => charge.state === "captured" && charge.attempt === `cs_shared:${charge.amount_minor}`),
    ).toBe(true);
  });

  it("keep what was answered before the process was killed, its webhook too", async () => {
    const killed = elsewhere('await charge("cs_killed:1", 2500); process.kill(process.pid, "SIGKILL");');
    await expect(killed).rejects.toMatchObject({ signal: "SIGKILL" });
    const after = bench();
    expect(after.bank.ledger().charges).toMatchObject([
      { attempt: "cs_killed:1", amount_minor: 2500, state: "captured" },
    ]);
    await vi.waitFor(() => expect(after.webhooks()).toHaveLength(1), 5000);
  });

  it("contain no token", async () => {
    const bank = bench();
    await bank.provider.chargeToken({ attempt: freshAttempt({ amount }), token: "tok_sandbox_ok_mine" });
    await bank.close();
    expect(
      readdirSync(place().folder).some((name) =>
        readFileSync(join(place().folder, name)).includes("tok_sandbox_ok_mine"),
      ),
    ).toBe(false);
  });

  it("that cannot be reached are an unknown outcome, never a decline", async () => {
    const bank = bench();
    await bank.close();
    const attempt = freshAttempt();
    expect(await bank.provider.chargeToken({ attempt, token: "tok_sandbox_ok" })).toEqual(anUnknown());
    expect(await bank.provider.lookUp(attempt)).toEqual(anUnknown());
    expect(await bank.provider.voidAttempt(attempt)).toEqual(anUnknown());
    expect(await bank.provider.refund({ reference: "pay_1", amount, key: "k", refusals: 0 })).toEqual(anUnknown());
  });
});

describe("what the sandbox bank does", () => {
  it("paying twice shows two captures of one attempt, reports both, and refunds them apart", async () => {
    const bank = bench();
    const attempt = freshAttempt();
    const page = bank.bank.openPage({
      attemptId: attempt.id,
      amount,
      sellerName: "Fernweh",
      returnUrl: "https://shop.example.com/done",
    });
    if (page === "refused" || "why" in page) throw new Error("not opened");
    expect(bank.bank.answerPage(page.reference, "pay_twice")).toEqual({ returnUrl: "https://shop.example.com/done" });
    const [first, second] = await bank.captures(attempt.id);
    expect(first?.reference).not.toBe(second?.reference);
    await vi.waitFor(() => expect(bank.webhooks()).toHaveLength(2));
    await bank.provider.refund({ reference: second?.reference ?? "", amount, key: "k", refusals: 0 });
    expect((await bank.captures(attempt.id)).map(({ state }) => state)).toEqual(["captured", "refunded"]);
  });

  it("a buyer who leaves the page may come back to it, and a declined card is written down", async () => {
    const bank = bench();
    const page = bank.bank.openPage({
      attemptId: freshAttempt().id,
      amount,
      sellerName: "Fernweh",
      returnUrl: "https://shop.example.com/done",
    });
    if (page === "refused" || "why" in page) throw new Error("not opened");
    bank.bank.answerPage(page.reference, "leave");
    expect(bank.bank.page(page.reference)?.state).toBe("open");
    bank.bank.answerPage(page.reference, "decline");
    expect(bank.bank.page(page.reference)?.state).toBe("declined");
    expect(bank.bank.ledger().charges).toMatchObject([{ state: "declined" }]);
    bank.bank.answerPage(page.reference, "pay");
    expect(bank.bank.page(page.reference)?.state).toBe("paid");
  });

  it("knows no page and no confirmation by a reference that it never gave", () => {
    const { bank } = bench();
    expect([
      bank.page("x"),
      bank.answerPage("x", "pay"),
      bank.challenge("x"),
      bank.answerChallenge("x", "approve"),
    ]).toEqual([null, null, null, null]);
    expect(bank.ledger()).toEqual({ charges: [], transfers: [], fees: [], accounts: [] });
  });

  it("the bank's confirmation names the seller and the sum, and no seller where none was said", async () => {
    const bank = bench();
    const challengeOf = async (more: { sellerName?: string }) => {
      const asked = await bank.provider.chargeToken({
        attempt: freshAttempt({ amount }),
        token: "tok_sandbox_3ds",
        ...more,
      });
      return asked.kind === "action_required" ? bank.bank.challenge(asked.reference) : null;
    };
    expect(await challengeOf({ sellerName: "Kumo" })).toMatchObject({ sellerName: "Kumo", amount, state: "open" });
    expect(await challengeOf({})).toMatchObject({ sellerName: null, amount });
  });

  it("a magic token may have a unique ending, and only after an underscore", async () => {
    const bank = bench();
    const kind = async (token: string) =>
      (await bank.provider.chargeToken({ attempt: freshAttempt({ amount }), token })).kind;
    expect(await kind("tok_sandbox_ok_7f3a")).toBe("captured");
    expect(await kind("tok_sandbox_declined_7f3a")).toBe("declined");
    expect(await kind("tok_sandbox_okay")).toBe("token_invalid");
    expect(await kind("")).toBe("token_invalid");
  });

  it("a slow charge is captured in the end", async () => {
    const bank = bench();
    expect(
      await bank.provider.chargeToken({ attempt: freshAttempt({ amount }), token: "tok_sandbox_slow" }),
    ).toMatchObject({ kind: "captured", amount });
  });

  it("takes every currency that the product knows, in test mode only", () => {
    expect(bench().provider.instant).toEqual({
      provider: "sandbox",
      accountId: "sandbox_merchant",
      currencies: CURRENCIES,
      mode: "test",
    });
  });
});
