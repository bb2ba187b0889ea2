import { afterAll, beforeAll, expect, it } from "vitest";
import { sellerId } from "#lib/ids.ts";
import { sellersCommand, type SellersLine, type SellersRequest } from "#lib/operator/sellers/sellers.ts";
import { say } from "#scripts/sellers/seller-lines.ts";
import { openTestShop, type TestShop } from "../fixtures/test-shop.ts";

const OTHER = { id: sellerId("other"), state: "active", why: "test", caller: { by: "command" } } as const;
let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop(undefined, { marketplace: { model: "separate", feesOnRefund: "return" } });
});
afterAll(() => shop.close());

async function printed(request: SellersRequest): Promise<string> {
  const lines: SellersLine[] = [];
  await sellersCommand({ operator: shop.verbs }, request, async (line) => void lines.push(line as SellersLine));
  return lines.map((line) => say(line).text).join("\n");
}
const set = (fields: object, isDryRun = false) => printed({ do: "set", id: "kumo", fields, isDryRun });

it("npm run sellers prints each field before and after, also in a dry run, and who cannot be paid", async () => {
  const added = await printed({ do: "add", id: "kumo", fields: { country: "JP" }, state: "active", why: "test" });
  expect(added).toMatch(/^Now: active .+cannot be paid: no account at the payment provider \(--onboard\)\n/);
  expect(added).toContain('  state: nothing → "active"\n  country: nothing → "JP"');
  const dry = await set({ country: "DE", currencies: ["EUR"] }, true);
  expect(dry).toMatch(/^Would be: active/);
  expect(dry).toContain('  country: "JP" → "DE"\n  currencies: nothing → ["EUR"]\nNothing was changed.');
  expect(await set({ country: "JP" })).toMatch(/^Nothing to change: active/);
  expect(await printed({ do: "list", state: null })).toMatch(/^active +kumo, since .+: test, cannot be paid/);
});

it("npm run sellers says what an account that is named can do, and refuses one that does not exist", async () => {
  expect(await set({ account: "acct_none" })).toMatch(/^account: the payment provider has no such .+ was changed\.$/);
  const made = await shop.verbs.addSeller({
    ...OTHER,
    change: { name: "Other sandbox_ready", email: "a@example.com" },
  });
  expect(made.kind).toBe("saved");
  await shop.verbs.changeSeller({ ...OTHER, change: { country: "JP" } });
  await shop.verbs.onboardSeller(OTHER);
  const account = (await shop.verbs.seller(OTHER.id))?.account;
  expect(await set({ account })).toMatch(
    /^account: is another seller's, .+SHARED_SELLER_ACCOUNTS=allow.+ was changed\.$/s,
  );
  await shop.verbs.changeSeller({ ...OTHER, change: { account: null } });
  expect(await set({ account })).toContain(
    "The account can receive its part, cannot take charges and can be paid out.",
  );
});
