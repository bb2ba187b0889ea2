import { describe, expect, it } from "vitest";
import { importsThat, rule, sources, sourcesIn, topOf } from "./tree.ts";

const PORTS = [
  "lib/payments/provider.ts",
  "lib/payments/failure.ts",
  "lib/payments/account.ts",
  "lib/payments/dispute-service.ts",
  "lib/payments/payout-service.ts",
  "lib/payments/embedded-form.ts",
  "lib/payments/transfer-service.ts",
  "lib/payments/seller-accounts.ts",
  "lib/flags/flags.ts",
  "lib/store/store.ts",
  "lib/store/refund-store.ts",
  "lib/store/orders/order-query.ts",
  "lib/store/account-store.ts",
  "lib/store/request-store.ts",
  "lib/store/audit-store.ts",
  "lib/store/privacy-store.ts",
  "lib/store/stock-store.ts",
  "lib/store/mail-store.ts",
  "lib/store/webhook-store.ts",
  "lib/store/feed-store.ts",
  "lib/store/buyers/remembered-store.ts",
  "lib/store/taxes/tax-store.ts",
  "lib/store/customers/customer-store.ts",
  "lib/store/orders/order-query.ts",
  "lib/store/payments/payment-reads.ts",
  "lib/store/sellers/seller-store.ts",
  "lib/store/sellers/receiver-store.ts",
  "lib/store/jobs.ts",
];

describe("who may reach whom", () => {
  it("only app, server, scripts, tests and instrumentation open the runtime", () => {
    const wrong = importsThat(
      sources,
      (file, one) =>
        one.file?.startsWith("lib/runtime/") === true &&
        !file.path.startsWith("lib/runtime/") &&
        !["app", "server", "scripts", "tests"].includes(topOf(file.path)) &&
        !file.path.startsWith("instrumentation"),
    );
    expect(
      wrong,
      rule(
        wrong,
        "the runtime is the one place that knows every adapter; whoever imports it depends on all of them.",
        "take the verbs as an argument.",
      ),
    ).toEqual([]);
  });

  it("the tools and the protocols receive the storefront and cannot reach an operator's verb", () => {
    const closed = /^lib\/(operator|runtime)\/|^lib\/purchase\/(operator|payment-events|experiment-reports|sweep)\.ts$/;
    const wrong = importsThat(
      sourcesIn("mcp", "acp", "widget"),
      (_, one) => one.file !== null && closed.test(one.file),
    );
    expect(
      wrong,
      rule(
        wrong,
        "what a buyer's surface can name, a caller may one day make it call: a refund, a kill switch, a sweep.",
        "take `Storefront`; what a surface needs and lacks is a verb of the storefront.",
      ),
    ).toEqual([]);
  });

  it("the purchase verbs see ports and never an adapter", () => {
    const outside = (file: string) =>
      (/^lib\/(payments|flags|store)\//.test(file) && !PORTS.includes(file)) ||
      /^lib\/(tax|completion)\/[^/]+\//.test(file);
    const wrong = importsThat(
      sourcesIn("lib").filter((file) => file.path.startsWith("lib/purchase/")),
      (_, one) => one.file !== null && outside(one.file),
    );
    expect(
      wrong,
      rule(
        wrong,
        "a verb that knows an adapter cannot be tried against another one.",
        `import the port instead: ${PORTS.join(", ")}.`,
      ),
    ).toEqual([]);
  });
});
