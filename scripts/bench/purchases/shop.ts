import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { productId, shopperId, type ProductId, type SessionId } from "#lib/ids.ts";
import type { Address, Buyer } from "#lib/checkout/session.ts";
import { HOST_WITH_SHEET } from "#lib/routing/host.ts";
import { openRuntime, type Runtime } from "#lib/runtime/runtime.ts";
import { root } from "../../install.mjs";
import { shopperNamed } from "../mcp/shoppers.ts";

export type BenchShop = {
  readonly runtime: Runtime;
  readonly product: ProductId;
  close(): Promise<void>;
};

/**
 * The shop in this process, without a server before it; on the embedded database where `databaseUrl` is null. `serves`: it fills
 * its catalogue. A folder that is given stays.
 */
export async function openShop(
  databaseUrl: string | null,
  { serves = false, folder: given }: { readonly serves?: boolean; readonly folder?: string } = {},
): Promise<BenchShop> {
  const folder = given ?? mkdtempSync(join(tmpdir(), "tillswitch-bench-shop-"));
  const env = { DATA_DIR: folder, LOG_LEVEL: "fatal", LIMITS: "off" };
  const runtime = await openRuntime(databaseUrl === null ? env : { ...env, DATABASE_URL: databaseUrl }, root, {
    serves,
  });
  const found = await runtime.storefront(buyerNamed("looks")).searchProducts({
    text: null,
    currency: null,
    minPriceMinor: null,
    maxPriceMinor: null,
    sellerId: null,
    availability: "in_stock",
    brand: null,
    category: null,
    sort: "relevance",
    withFacets: false,
    limit: 20,
    cursor: null,
  });
  const product = found.kind === "found" ? found.products.find((one) => one.isEligibleCheckout) : undefined;
  if (product === undefined) throw new Error("the catalogue has no product that can be bought");
  return {
    runtime,
    product: productId(product.id),
    async close() {
      await runtime.stop();
      if (given === undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}

const buyerNamed = (name: string) =>
  ({ surface: "mcp", subject: shopperId(shopperNamed(name)), widgetSecret: null }) as const;

export const ADDRESS: Address = {
  name: "Ada Lovelace",
  lineOne: "1 Main St",
  lineTwo: null,
  city: "New York",
  region: "NY",
  postalCode: "10001",
  country: "US",
  phoneNumber: null,
  company: null,
};
export const BUYER: Buyer = { name: "Ada Lovelace", email: "ada@example.com", phoneNumber: null };

/** A checkout whose payment sheet is open, of a shopper of that name. */
export async function openSheet({ runtime, product }: BenchShop, name: string): Promise<SessionId> {
  const verbs = runtime.storefront(buyerNamed(name));
  const prepared = await verbs.prepareCheckout({
    items: [{ productId: product, offerId: null, quantity: 1 }],
    locale: "en-US",
  });
  if (prepared.kind !== "prepared") throw new Error(`a checkout was refused: ${JSON.stringify(prepared)}`);
  const sessionId = prepared.session.id;
  await verbs.updateCheckout({ sessionId, address: ADDRESS });
  const decided = await verbs.chooseRoute({ sessionId, capabilities: HOST_WITH_SHEET, country: null, platform: null });
  if (decided.kind !== "decided" || decided.decision.reason !== "variant_instant")
    throw new Error("a checkout is not instant");
  return sessionId;
}

/** Pays a checkout by a token of the sandbox bank. */
export async function payOnSheet({ runtime }: BenchShop, name: string, sessionId: SessionId): Promise<void> {
  const verbs = runtime.storefront(buyerNamed(name));
  const paid = await verbs.payWithToken({ sessionId, token: "tok_sandbox_ok", buyer: BUYER });
  if (paid.kind !== "completed") throw new Error(`a checkout is not paid: ${paid.kind}`);
}

/** A purchase on the shop's own page: details, the bank's page, and the way back, where the payment is looked up. */
export async function payOnPage({ runtime, product }: BenchShop, name: string): Promise<void> {
  const items = [{ productId: product, offerId: null, quantity: 1 }];
  const prepared = await runtime.storefront(buyerNamed(name)).prepareCheckout({ items, locale: "en-US" });
  if (prepared.kind !== "prepared") throw new Error(`a checkout was refused: ${JSON.stringify(prepared)}`);
  const { id: sessionId, link } = prepared.session;
  const page = runtime.storefront({ surface: "web", link, browserSecret: "the browser of the bench" });
  await page.updateCheckout({ sessionId, address: ADDRESS, buyer: BUYER });
  const opened = await page.openHostedPayment({ sessionId });
  if (opened.kind !== "opened") throw new Error(`no payment page was opened: ${opened.kind}`);
  runtime.bank?.answerPage(new URL(opened.url).pathname.split("/").at(-1) ?? "", "pay");
  const paid = await page.checkOrder({ sessionId });
  if (paid === null || paid.order === null) throw new Error(`a checkout is not paid: ${paid?.session.status}`);
}
