import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { sellerId } from "#lib/ids.ts";
import type { AccountOutcome, NewAccount, SellerAccount } from "#lib/payments/seller-accounts.ts";
import { partsOf, type MakeSellerBench, type SellerBench } from "./seller-bench.ts";

const urls = {
  refreshUrl: "http://localhost:3000/sellers/reed-press/refresh",
  returnUrl: "http://localhost:3000/sellers/reed-press/return",
};
let made = 0;
function newAccount(changes: Partial<NewAccount> = {}): NewAccount {
  made += 1;
  return {
    sellerId: sellerId(`seller-${made}`),
    name: "Reed Press",
    email: "reed@example.com",
    country: "US",
    use: "transfers",
    key: `seller-${process.pid}-${made}:account`,
    ...changes,
  };
}

/** What the product relies on when it makes accounts for sellers, whichever payment service it is. */
export function accountContract(name: string, make: MakeSellerBench): void {
  let bench: SellerBench;
  beforeAll(async () => {
    bench = await make();
  });
  afterAll(() => bench.close());

  const service = () => partsOf(bench.platform.provider).accounts;
  const of = (outcome: AccountOutcome): SellerAccount => {
    if (outcome.kind !== "account") throw new Error(JSON.stringify(outcome));
    return outcome.account;
  };
  const accountEvents = async (account: string) => {
    const ids = new Set<string>();
    for (const { body, headers } of bench.platform.webhooks()) {
      const read = await bench.platform.provider.readWebhook(body, headers);
      for (const event of (read.kind === "read" ? read.accountEvents : []) ?? [])
        if (event.account === account) ids.add(event.id);
    }
    return ids.size;
  };

  describe(`${name}: accounts of sellers`, () => {
    it("the same key makes one account, and another seller under it none", async () => {
      const wanted = newAccount();
      const first = of(await service().create(wanted));
      expect(of(await service().create(wanted)).id).toBe(first.id);
      expect((await service().create({ ...wanted, country: "CA" })).kind).toBe("rejected");
    });

    it("a new account can do nothing, and says what is wanted of it", async () => {
      const account = of(await service().create(newAccount()));
      expect(account).toMatchObject({ canReceive: false, canCharge: false, isClosed: false });
      expect(account.requirements.length).toBeGreaterThan(0);
      expect(of(await service().read(account.id))).toEqual(account);
    });

    it("an account that provided everything can receive, and charge where it was made for that", async () => {
      for (const use of ["transfers", "own_charges"] as const) {
        const { id } = of(await service().create(newAccount({ use })));
        const before = await accountEvents(id);
        const link = await service().link({ id, ...urls });
        if (link.kind !== "link") throw new Error(JSON.stringify(link));
        expect(await bench.provide(id, link.url)).toBe(urls.returnUrl);
        expect(of(await service().read(id))).toMatchObject({
          canReceive: true,
          canCharge: use === "own_charges",
          canPayOut: true,
          requirements: [],
          disabledReason: null,
        });
        await vi.waitFor(async () => expect(await accountEvents(id)).toBeGreaterThan(before), 5000);
      }
    });

    it("a link is of one use: the second time it leads to where a new one is made", async () => {
      const { id } = of(await service().create(newAccount()));
      const link = await service().link({ id, ...urls });
      if (link.kind !== "link") throw new Error(JSON.stringify(link));
      await bench.provide(id, link.url);
      expect(await bench.provide(id, link.url)).toBe(urls.refreshUrl);
      const next = await service().link({ id, ...urls });
      expect(next).toMatchObject({ kind: "link" });
      if (next.kind === "link") expect(next.url).not.toBe(link.url);
    });

    it("a restricted account says why and what is past due, and is reported; a closed one is closed", async () => {
      const id = await bench.account("able");
      const before = await accountEvents(id);
      await bench.turn(id, "restricted");
      const restricted = of(await service().read(id));
      expect(restricted).toMatchObject({ canReceive: false, isClosed: false });
      expect(restricted.disabledReason).not.toBeNull();
      expect(restricted.requirements).toContainEqual(expect.objectContaining({ isPastDue: true }));
      await vi.waitFor(async () => expect(await accountEvents(id)).toBeGreaterThan(before), 5000);
      await bench.turn(id, "closed");
      expect(of(await service().read(id))).toMatchObject({ canReceive: false, canCharge: false, isClosed: true });
    });

    it("an account that is not there is not there, for a reading and for a link", async () => {
      expect(await service().read("acct_of_nobody")).toEqual({ kind: "no_such_account" });
      expect(await service().link({ id: "acct_of_nobody", ...urls })).toEqual({ kind: "no_such_account" });
    });
  });
}
