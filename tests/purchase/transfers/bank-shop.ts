import { accountUse } from "#lib/payments/seller-accounts.ts";
import { sellerId, type SessionId } from "#lib/ids.ts";
import type { Order } from "#lib/orders/order.ts";
import type { MoneyModel } from "#lib/sellers/money-model.ts";
import type { FeesOnRefund } from "#lib/sellers/split.ts";
import { sweep } from "#lib/purchase/sweep.ts";
import { booksView } from "#lib/wire/sellers/books.ts";
import { ledgerProblems } from "../../faults/ledger-check.ts";
import { openTestShop } from "../../fixtures/test-shop.ts";
import { SELLER } from "./transfer-shop.ts";

const HOUR_MS = 3_600_000;
/** A shop at the sandbox bank under a money model, with an account for its seller there. */
export async function openBankShop(
  model: MoneyModel,
  { habits = "", feesOnRefund = "return" }: { readonly habits?: string; readonly feesOnRefund?: FeesOnRefund } = {},
) {
  const shop = await openTestShop(undefined, { marketplace: { model, feesOnRefund }, isBankSilent: true });
  const accounts = shop.context.provider.sellerAccounts;
  const use = accountUse(model);
  const seller = { sellerId: sellerId(SELLER), email: "", country: "US", key: "fernweh", use } as const;
  const made = await accounts?.create({ ...seller, name: `Fernweh sandbox_ready ${habits}` });
  if (made?.kind !== "account") throw new Error("the account was not opened");
  const account = made.account.id;
  shop.sellers.set(sellerId(SELLER), { account });
  const settle = async () => {
    for (const _round of [1, 2, 3]) {
      await sweep(shop.context, { isThorough: true });
      shop.advance(HOUR_MS);
    }
  };
  const ledger = () => shop.bank.ledger();
  return {
    shop,
    account,
    settle,
    refund: (order: Order, amountMinor: number | null, requestId = "r") =>
      shop.verbs.refundOrder({ orderId: order.id, amountMinor, requestId, why: "a test" }),
    problems: (id: SessionId) => ledgerProblems(shop.context.store, ledger().charges, id, ledger().transfers),
    /** The sellers' books of all time by currency, with what is left over. */
    async books() {
      const until = new Date(shop.context.now().getTime() + 1);
      const months = await shop.context.store.sellerMonths({ from: new Date(0), until, seller: null });
      return months.map((month) => booksView("all", month));
    },
    has: () => ledger().accounts.find(({ id }) => id === account)?.balances ?? [],
  };
}

export type BankShop = Awaited<ReturnType<typeof openBankShop>>;
