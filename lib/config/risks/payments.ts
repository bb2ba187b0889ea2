import { found, isLive, isPublic, isLoopbackAddress, type Risk, type RiskFacts } from "./risk.ts";

/** Goods for money that does not exist, and goods that are not the shop's. */
export function moneyRisks(facts: RiskFacts): readonly Risk[] {
  const { config, given } = facts;
  const isSandbox = config.payment.kind === "sandbox";
  const sendsOrders = config.orderReceivers.some(({ url }) => !isLoopbackAddress(url));
  return found([
    [
      isPublic(facts) && isSandbox && sendsOrders,
      "dangerous",
      "PAYMENT_PROVIDER",
      "the sandbox bank takes the payments of a public address, and its orders are sent to receivers of order events",
      "anybody can place orders for money that does not exist; a receiver that does not read `livemode` ships them",
    ],
    [
      isPublic(facts) && isSandbox && !sendsOrders,
      "warning",
      "PAYMENT_PROVIDER",
      "the sandbox bank takes the payments of a public address",
      "no order that is placed there is paid",
    ],
    [
      isPublic(facts) && !isSandbox && !isLive(facts),
      "warning",
      "PAYMENT_MODE",
      "a public address takes payments in test mode",
      "test cards are accepted, so no order that is placed there is paid; events say so with `livemode`",
    ],
    [
      config.crashAt !== null,
      isPublic(facts) ? "dangerous" : "warning",
      "CRASH_AT",
      "the process ends itself in the middle of a purchase",
      "it is for tests of crashes",
    ],
    [
      isLive(facts) && !given.includes("CATALOG_FEED"),
      "warning",
      "CATALOG_FEED",
      "no product feed is named",
      "an empty catalogue is filled with the demo products, which would be sold for real money",
    ],
    [
      config.tax.fallback === "table",
      "advice",
      "TAX_FALLBACK",
      "the shop's table says what the tax is while the tax service does not answer",
      "what it says too little is the seller's to pay; keep its rates right, or use stop",
    ],
    [
      isLive(facts) && !given.includes("SHOP_FILE"),
      "warning",
      "SHOP_FILE",
      "delivery, taxes and discount codes come from config/shop.json, the demo's file",
      "its prices, tax rates and public discount codes are examples; keep your own file outside the project",
    ],
  ]);
}
