import { mkdtempSync, rmSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { sellerId } from "#lib/ids.ts";
import type { NewAccount } from "#lib/payments/seller-accounts.ts";
import { freshAttempt } from "../provider-bench.ts";
import { openSandboxBench } from "../sandbox-bench.ts";
import { openSandboxSellerBench } from "./sandbox-seller-bench.ts";
import { NETWORK_ID, paidAttempt, partsOf, splitOf, usd } from "./seller-bench.ts";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});
function aFile(): string {
  const folder = mkdtempSync(join(tmpdir(), "sandbox-sellers-"));
  folders.push(folder);
  return join(folder, "sandbox-bank.sqlite");
}

const named = (name: string, changes: Partial<NewAccount> = {}): NewAccount => ({
  sellerId: sellerId("reed-press"),
  name,
  email: "reed@example.com",
  country: "US",
  use: "transfers",
  key: name,
  ...changes,
});

describe("the sandbox bank's accounts of sellers", () => {
  it("are in its public books with their transfers, fees and balances, beside the charges as they were", async () => {
    const bench = openSandboxSellerBench();
    const { bank } = bench.platform;
    const [able, own] = [await bench.account("able"), await bench.account("able", "own_charges")];
    const first = await paidAttempt(bench.platform, { split: splitOf("destination", able, usd(2500)) });
    const second = await paidAttempt(bench.at(own), { split: splitOf("direct", own, usd(1000)) });
    const { charges, transfers, fees, accounts } = bank.ledger();
    expect(charges).toEqual([
      expect.objectContaining({ id: first.reference, attempt: first.id, amount_minor: 2500, state: "captured" }),
      expect.objectContaining({ id: second.reference, account: own, amount_minor: 1000, state: "captured" }),
    ]);
    expect(charges[0]).not.toHaveProperty("account");
    expect(transfers).toEqual([
      {
        id: expect.stringMatching(/^tr_/),
        attempt: first.id,
        charge: first.reference,
        account: able,
        amount_minor: 2250,
        reversed_minor: 0,
        currency: "USD",
      },
    ]);
    expect(fees).toMatchObject([{ charge: second.reference, account: own, amount_minor: 100, returned_minor: 0 }]);
    expect(accounts).toMatchObject([
      { id: able, seller: "reed-press", state: "able", balances: [{ currency: "USD", amount_minor: 2250 }] },
      { id: own, state: "able", balances: [{ currency: "USD", amount_minor: 900 }] },
    ]);
    await bench.close();
  });

  it("a dispute of a seller's own charge takes the seller's money, and of the platform's charge the platform's", async () => {
    const bench = openSandboxSellerBench();
    const [able, own] = [await bench.account("able"), await bench.account("able", "own_charges")];
    const sent = await paidAttempt(bench.platform, { split: splitOf("destination", able, usd(2500)) });
    const direct = await paidAttempt(bench.at(own), { split: splitOf("direct", own, usd(2500)) });
    await bench.dispute(sent.reference, null);
    await bench.dispute(direct.reference, own);
    expect(bench.platform.bank.ledger().accounts).toMatchObject([
      { balances: [{ amount_minor: 2250 }] },
      { balances: [{ amount_minor: -250 }] },
    ]);
    const { disputes } = bench.at(own).provider;
    expect(await disputes?.read({ reference: direct.reference, known: [] })).toMatchObject({
      alerts: [{ kind: "chargeback" }],
    });
    const elsewhere = await bench.platform.provider.disputes?.read({ reference: direct.reference, known: [] });
    expect(elsewhere).toMatchObject({ kind: "listed", alerts: [] });
    await bench.close();
  });

  it("a seller that gave back more than it has is short", async () => {
    const bench = openSandboxSellerBench();
    const own = await bench.account("able", "own_charges");
    const direct = await paidAttempt(bench.at(own), { split: splitOf("direct", own, usd(2500)) });
    const sent = await paidAttempt(bench.platform, { split: splitOf("destination", own, usd(1000)) });
    await bench.at(own).provider.refund({ reference: direct.reference, amount: usd(2500), key: "all", refusals: 0 });
    const { transfers } = partsOf(bench.platform.provider);
    const list = await transfers.list({ attemptId: sent.id, reference: sent.reference });
    const transferId = list.kind === "listed" ? (list.transfers[0]?.id ?? "") : "";
    const reverse = (part: number) =>
      transfers.reverse({ key: `r${part}`, transferId, amount: usd(part), refusals: 0 });
    expect(await reverse(651)).toEqual({ kind: "short" });
    expect(await reverse(650)).toMatchObject({ kind: "reversed" });
    await bench.close();
  });

  it("one that stays in onboarding provides everything and still cannot receive; one is restricted after a while", async () => {
    const bench = openSandboxSellerBench();
    const { accounts } = partsOf(bench.platform.provider);
    const { bank } = bench.platform;
    for (const name of ["Slow sandbox_onboarding", "Late sandbox_restricted"]) await accounts.create(named(name));
    const [slow = "", late = ""] = bank.ledger().accounts.map(({ id }) => id);
    for (const id of [slow, late]) bank.sellers.provide(id);
    expect(await accounts.read(slow)).toMatchObject({
      account: { canReceive: false, requirements: [{ what: "bank_account_verification" }] },
    });
    expect(await accounts.read(late)).toMatchObject({
      account: { canReceive: true, requirements: [{ what: "identity_document", isPastDue: false }] },
    });
    bench.platform.advance(6000);
    expect(await accounts.read(late)).toMatchObject({
      account: { canReceive: false, disabledReason: "requirements.past_due", requirements: [{ isPastDue: true }] },
    });
    bank.sellers.provide(late);
    expect(await accounts.read(late)).toMatchObject({ account: { canReceive: true, requirements: [] } });
    await bench.close();
  });

  it("a link leads back to this shop or this machine and nowhere else, and too late to where a new one is made", async () => {
    const bench = openSandboxSellerBench();
    const { accounts } = partsOf(bench.platform.provider);
    const { bank } = bench.platform;
    const id = await bench.account("new");
    const own = { refreshUrl: "http://localhost:3000/again", returnUrl: "http://127.0.0.1:9000/done" };
    for (const foreign of [
      "https://evil.example.com/",
      "//evil.example.com",
      "javascript:alert(1)",
      "http://localhost@evil.example.com/",
    ]) {
      expect((await accounts.link({ id, ...own, returnUrl: foreign })).kind, foreign).toBe("rejected");
      expect((await accounts.link({ id, ...own, refreshUrl: foreign })).kind, foreign).toBe("rejected");
    }
    const link = await accounts.link({ id, ...own });
    if (link.kind !== "link") throw new Error(link.kind);
    bench.platform.advance(6 * 60_000);
    const token = link.url.split("/").at(-1) ?? "";
    expect(bank.sellers.page(token)?.link.isOpen).toBe(false);
    expect(bank.sellers.answerPage(token, "provide")).toBe(own.refreshUrl);
    expect(await accounts.read(id)).toMatchObject({ account: { canReceive: false } });
    await bench.close();
  });

  it("survive reopening the file, and a file of an earlier release opens with its charges", async () => {
    const file = aFile();
    const before = openSandboxBench({ file });
    const { accounts, transfers, at } = partsOf(before.provider);
    const made = await accounts.create(named("Reed sandbox_ready", { use: "own_charges" }));
    const account = made.kind === "account" ? made.account.id : "";
    const attempt = await paidAttempt(before, { split: splitOf("separate", account, usd(2500)) });
    const request = {
      key: "t",
      attemptId: attempt.id,
      reference: attempt.reference,
      account,
      amount: usd(2000),
      refusals: 0,
    };
    const sent = await transfers.send(request);
    await at({ account, networkId: NETWORK_ID }).voidAttempt(freshAttempt());
    const ledger = before.bank.ledger();
    await before.close();
    const after = openSandboxBench({ file });
    expect(after.bank.ledger()).toEqual(ledger);
    expect(await partsOf(after.provider).transfers.send(request)).toEqual(sent);
    await after.close();

    const books = new DatabaseSync(file);
    for (const table of [
      "seller_accounts",
      "account_links",
      "transfers",
      "reversals",
      "transfer_asks",
      "splits",
      "fees",
      "fee_refunds",
      "charge_accounts",
    ])
      books.exec(`drop table ${table}`);
    books.close();
    const old = openSandboxBench({ file });
    expect(old.bank.ledger()).toEqual({ charges: ledger.charges, transfers: [], fees: [], accounts: [] });
    await old.close();
  });
});
