import { join } from "node:path";
import type pg from "pg";
import { sellerId, type SellerId } from "#lib/ids.ts";
import type { Split } from "#lib/sellers/money-model.ts";
import { accountUse } from "#lib/payments/seller-accounts.ts";
import { SandboxLedger } from "#lib/payments/sandbox/ledger.ts";
import { createStripeProvider } from "#lib/payments/stripe/provider.ts";
import type { StripeDouble } from "../../stripe-double/start.ts";

export type SellersModel = Split["model"];
/** Whose goods a purchase has, under which model. */
export type SellersOfBench = { readonly model: SellersModel; readonly sellers: readonly [SellerId, ...SellerId[]] };

/** Who sells the mug, and who the lamp, of feed.csv. */
export const FERNWEH = sellerId("fernweh");
export const OMBRA = sellerId("ombra");
const GOODS = new Map<SellerId, string>([
  [FERNWEH, "mug"],
  [OMBRA, "lamp"],
]);
/** One of each seller's. */
export const goodsOf = ({ sellers }: SellersOfBench): readonly string[] => sellers.map((id) => GOODS.get(id) ?? "mug");

const FEES = [{ category: null, ratePerMillion: 50_000, fixedMinor: { USD: 30 } }];

/** Gives the shop's sellers accounts at the sandbox bank that may be sent money or take charges, before any server runs. */
export async function openSellersAccounts(
  database: pg.Pool,
  dataDir: string,
  { model, sellers }: SellersOfBench,
): Promise<void> {
  const books = new SandboxLedger(join(dataDir, "sandbox-bank.sqlite"));
  const rows = sellers.map((id) => {
    const request = { sellerId: id, name: `${id} sandbox_ready`, email: "", country: "US", key: id } as const;
    return books.atomically(() =>
      books.sellers.accounts.create({ ...request, use: accountUse(model) }, () => `acct_${id}`, Date.now()),
    );
  });
  books.close();
  for (const [index, id] of sellers.entries()) await insertSeller(database, id, rows[index]?.id);
}

/** The same at the double of Stripe. Answers the account of the first. */
export async function openStripeAccounts(
  database: pg.Pool,
  { url, control }: StripeDouble,
  secretKey: string,
  { model, sellers }: SellersOfBench,
): Promise<{ readonly model: SellersModel; readonly account: string }> {
  const options = {
    mode: "test",
    publicUrl: "https://shop.example.com",
    networkId: null,
    publishableKey: null,
  } as const;
  const { sellerAccounts } = createStripeProvider({
    ...options,
    secretKey,
    webhookSecrets: ["whsec_of_nobody"],
    apiUrl: url,
    now: () => new Date(),
  });
  const accounts: string[] = [];
  for (const id of sellers) {
    const request = { sellerId: id, name: id, email: `${id}@example.com`, country: "US", key: `account of ${id}` };
    const made = await sellerAccounts?.create({ ...request, use: accountUse(model) });
    if (made?.kind !== "account") throw new Error(`no account: ${JSON.stringify(made)}`);
    await control.turnAccount(made.account.id, { to: "provided" });
    accounts.push(made.account.id);
    await insertSeller(database, id, made.account.id);
  }
  return { model, account: accounts[0] ?? "" };
}

async function insertSeller(database: pg.Pool, id: SellerId, account: string | undefined): Promise<void> {
  if (account === undefined) throw new Error("the account was not opened");
  const can = { canReceive: true, canCharge: true, canPayOut: true, requirements: [], disabledReason: null };
  await database.query(
    `insert into sellers (id, given, state, why, since, origin, account_id, account, revision, created_at, updated_at)
     values ($1, $2, 'active', '', now(), 'command', $3, $4, 1, now(), now())`,
    [id, { account, fees: FEES, networkId: `profile_${id}` }, account, { id: account, ...can, isClosed: false }],
  );
}
