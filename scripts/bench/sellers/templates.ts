import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { sellerChange } from "#lib/config/shop/seller-fields.ts";
import { productId, sellerId, shopperId, type OrderId } from "#lib/ids.ts";
import { HOST_WITH_SHEET } from "#lib/routing/host.ts";
import { openRuntime, type Runtime } from "#lib/runtime/runtime.ts";
import { root } from "../../install.mjs";
import { shopperNamed } from "../mcp/shoppers.ts";
import { ADDRESS, BUYER } from "../purchases/shop.ts";

/** The two whose orders are copied, by their ids and names in examples/marketplace. */
export const MODELS = [
  { id: "fernweh", name: "Fernweh", product: "fw-mug-moss" },
  { id: "reed-press", name: "Reed Press", product: "rp-notebook" },
] as const;

type Kind = {
  readonly name: string;
  /** Of a hundred orders. */
  readonly weight: number;
  readonly sellers: 1 | 2;
  readonly after?: (shop: Runtime, order: OrderId) => Promise<void>;
  readonly token?: string;
  /** Its newest copies are not sent yet: nothing was taken back of it. */
  readonly mayBeDue?: boolean;
};

/** A real order, of which copies are made. */
export type Template = Pick<Kind, "weight" | "sellers"> & { readonly orderId: OrderId; readonly mayBeDue: boolean };

const shipped = async (shop: Runtime, orderId: OrderId) => {
  const [part] = (await shop.operator.orderByName(orderId))?.parts ?? [];
  const sellers = part === undefined ? null : [part.sellerId];
  const parcel = { name: "parcel", carrier: "DHL", trackingNumber: "00340434", trackingUrl: null, lines: null };
  const outcome = await shop.operator.recordShipment({ orderId, sellers, ...parcel, isDelivered: false });
  if (outcome.kind !== "recorded") throw new Error(`a shipment is not recorded: ${outcome.kind}`);
};
const refunded = (amountMinor: number | null) => async (shop: Runtime, orderId: OrderId) => {
  const given = await shop.operator.refundOrder({ orderId, amountMinor, requestId: "bench", why: "the bench" });
  if (given.kind !== "done") throw new Error(`a refund is not done: ${given.kind}`);
};

const KINDS: readonly Kind[] = [
  { name: "shipped", weight: 60, sellers: 1, after: shipped, mayBeDue: true },
  { name: "paid", weight: 18, sellers: 1, mayBeDue: true },
  { name: "partly refunded", weight: 6, sellers: 1, after: refunded(500) },
  { name: "refunded", weight: 4, sellers: 1, after: refunded(null) },
  { name: "disputed", weight: 2, sellers: 1, token: "tok_sandbox_disputed", after: disputed },
  { name: "two sellers", weight: 7, sellers: 2, after: shipped, mayBeDue: true },
  { name: "two sellers, partly refunded", weight: 3, sellers: 2, after: refunded(700) },
];

/** How a shop of a marketplace is opened here. */
export const marketplaceEnv = (databaseUrl: string, folder: string): Readonly<Record<string, string>> => ({
  DATABASE_URL: databaseUrl,
  DATA_DIR: folder,
  LOG_LEVEL: "fatal",
  LIMITS: "off",
  MONEY_MODEL: "separate",
  CATALOG_FEED: join(root, "examples/marketplace/feed.csv"),
});

/** Sells each kind of order once, by the shop's own verbs, and waits until its money has moved. */
export async function makeTemplates(databaseUrl: string, folder: string): Promise<readonly Template[]> {
  const shop = await openRuntime(marketplaceEnv(databaseUrl, folder), root, { serves: true });
  try {
    for (const { id } of MODELS) await enroll(shop, id);
    const templates: Template[] = [];
    for (const kind of KINDS) {
      const orderId = await buy(shop, kind);
      await settled(shop);
      await kind.after?.(shop, orderId);
      templates.push({ weight: kind.weight, sellers: kind.sellers, orderId, mayBeDue: kind.mayBeDue ?? false });
    }
    await settled(shop);
    return templates;
  } finally {
    await shop.stop();
  }
}

async function enroll(shop: Runtime, name: string): Promise<void> {
  const file = join(root, "examples/marketplace/sellers", `${name}.json`);
  const change = sellerChange.parse(JSON.parse(readFileSync(file, "utf8")));
  const seller = { id: sellerId(name), caller: { by: "command" } } as const;
  await shop.operator.changeSeller({ ...seller, change });
  const link = await shop.operator.onboardSeller(seller);
  if (link.kind !== "link") throw new Error(`no link for ${name}: ${link.kind}`);
  shop.bank?.sellers.answerPage(new URL(link.url).pathname.split("/").at(-1) ?? "", "provide");
  await shop.operator.readSellerAccount(seller.id);
}

async function buy(shop: Runtime, { name, sellers, token = "tok_sandbox_ok" }: Kind): Promise<OrderId> {
  const verbs = shop.storefront({ surface: "mcp", subject: shopperId(shopperNamed(name)), widgetSecret: null });
  const items = MODELS.slice(0, sellers).map((one) => ({
    productId: productId(one.product),
    offerId: null,
    quantity: 1,
  }));
  const prepared = await verbs.prepareCheckout({ items, locale: "en-US" });
  if (prepared.kind !== "prepared") throw new Error(`a checkout was refused: ${JSON.stringify(prepared)}`);
  const sessionId = prepared.session.id;
  await verbs.updateCheckout({ sessionId, address: ADDRESS });
  await verbs.chooseRoute({ sessionId, capabilities: HOST_WITH_SHEET, country: null, platform: null });
  const paid = await verbs.payWithToken({ sessionId, token, buyer: BUYER });
  if (paid.kind !== "completed" || paid.order === null)
    throw new Error(`a checkout is not paid: ${JSON.stringify(paid)}`);
  return paid.order.id;
}

/** The bank's events do not arrive here, so the dispute is read as the sweep reads it. */
async function disputed(shop: Runtime, orderId: OrderId): Promise<void> {
  await until(async () => {
    await shop.operator.sweep();
    return ((await shop.operator.orderByName(orderId))?.alerts.length ?? 0) > 0;
  });
}

const settled = (shop: Runtime) =>
  until(async () => (await shop.operator.openMovements({ seller: null, limit: 1, after: null })).length === 0);

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 120; tries += 1) {
    if (await isSo()) return;
    await pause(500);
  }
  throw new Error("the money of a sale has not moved within a minute");
}
