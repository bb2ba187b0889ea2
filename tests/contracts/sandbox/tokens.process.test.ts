import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { attemptIdOf, sessionOfAttempt } from "#lib/ids.ts";
import { freshAttempt } from "../provider-bench.ts";
import { sandboxBenchesOnFile } from "../sandbox-bench.ts";

const { bench, place } = sandboxBenchesOnFile();
const spent = { kind: "token_invalid", why: "spent" };

describe("a delegated token at the sandbox bank", () => {
  it("pays one checkout and no other, also after a restart", async () => {
    const [mine, other] = [freshAttempt(), freshAttempt()];
    const before = bench();
    const token = "tok_sandbox_ok_once";
    expect(await before.provider.chargeToken({ attempt: mine, token })).toMatchObject({ kind: "captured" });
    expect(await before.provider.chargeToken({ attempt: other, token })).toEqual(spent);
    await before.close();
    const after = bench();
    expect(await after.provider.chargeToken({ attempt: other, token })).toEqual(spent);
    expect(await after.provider.chargeToken({ attempt: mine, token })).toMatchObject({ kind: "captured" });
    expect(after.bank.ledger().charges).toHaveLength(1);
  });

  it("that a checkout's payment was declined with is no other checkout's either", async () => {
    const { provider } = bench();
    const token = "tok_sandbox_declined_once";
    expect(await provider.chargeToken({ attempt: freshAttempt(), token })).toMatchObject({ kind: "declined" });
    expect(await provider.chargeToken({ attempt: freshAttempt(), token })).toEqual(spent);
  });

  it("pays one of many checkouts that come with it at once, from several processes", async () => {
    const { bank } = bench();
    const lines = (process_: string) => `
      import { SandboxBank } from "#lib/payments/sandbox/bank.ts";
      import { randomUUID } from "node:crypto";
      const bank = new SandboxBank({ file: process.argv[1], webhookUrl: "", webhookSecret: "s", publicUrl: "", now: () => new Date(), newReference: randomUUID, deliver: async () => new Response() });
      const charge = (n) => bank.charge({ attemptId: "cs_${process_}" + n + ":1", amount: { amountMinor: 2500, currency: "USD" }, token: "tok_sandbox_ok_raced" });
      console.log(JSON.stringify((await Promise.all(Array.from({ length: 10 }, (_, n) => charge(n)))).map(({ kind }) => kind)));
      bank.stop();`;
    const run = (name: string) =>
      promisify(execFile)(process.execPath, ["--input-type=module", "--eval", lines(name), place().file]);
    const kinds = (await Promise.all([run("a"), run("b"), run("c")])).flatMap(
      ({ stdout }) => JSON.parse(stdout) as readonly string[],
    );
    expect(kinds.filter((kind) => kind === "captured")).toHaveLength(1);
    expect(kinds.filter((kind) => kind === "token_refused")).toHaveLength(29);
    expect(bank.ledger().charges).toHaveLength(1);
  });

  it("pays one of two attempts of a checkout that are both confirmed", async () => {
    const { provider, bank } = bench();
    const first = freshAttempt();
    const second = freshAttempt({ id: attemptIdOf(sessionOfAttempt(first.id), 2) });
    const begin = async (attempt: typeof first, token: string) => {
      const asked = await provider.chargeToken({ attempt, token });
      return "reference" in asked ? asked.reference : "";
    };
    const references = [await begin(first, "tok_sandbox_3ds_7f3a"), await begin(second, "tok_sandbox_3ds_7f3a")];
    const states = references.map((reference) => bank.answerChallenge(reference, "approve")?.state);
    expect(states).toEqual(["approved", "refused"]);
    expect(bank.ledger().charges.map(({ state }) => state)).toEqual(["captured", "declined"]);
    const cards = [await begin(freshAttempt(), "tok_sandbox_3ds"), await begin(freshAttempt(), "tok_sandbox_3ds")];
    expect(cards.map((card) => bank.answerChallenge(card, "approve")?.state)).toEqual(["approved", "approved"]);
  });

  it.each([
    ["expired", "expired"],
    ["spent", "spent"],
    ["revoked", "revoked"],
    ["over_limit", "over_limit"],
    ["wrong_currency", "wrong_currency"],
    ["wrong_merchant", "not_recognised"],
  ])("is refused by its limits: %s", async (magic, why) => {
    const { provider, bank } = bench();
    for (const token of [`tok_sandbox_${magic}`, `tok_sandbox_${magic}_7f3a`])
      expect(await provider.chargeToken({ attempt: freshAttempt(), token })).toEqual({ kind: "token_invalid", why });
    expect(bank.ledger().charges).toEqual([]);
  });
});
