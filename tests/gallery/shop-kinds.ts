import { request } from "playwright";
import { MARKET } from "../e2e/marketplace/market.ts";
import { startStripeDouble } from "../stripe-double/start.ts";

/** Which shop a scene is made in: the demo's, one that is paid through Stripe's double, or a marketplace. */
export const SHOP_KINDS = ["demo", "stripe", "market"] as const;
export type ShopKind = (typeof SHOP_KINDS)[number];

const WEBHOOK_SECRET = "whsec_gallery";

type KindSettings = {
  readonly env: Readonly<Record<string, string>>;
  /** Once it is ready; `run` runs one of the project's scripts as its operator. */
  prepare(run: Parameters<typeof MARKET.prepare>[0]): Promise<void>;
  stop(): Promise<void>;
};

const nothing = (): Promise<void> => Promise.resolve();

/** What a kind of shop has beside the settings of every one, and what is done before it is used and when it is over. */
export async function settingsOf(kind: ShopKind, url: string): Promise<KindSettings> {
  if (kind === "demo") return { env: {}, prepare: nothing, stop: nothing };
  if (kind === "market")
    return {
      env: MARKET.env,
      async prepare(run) {
        const calls = await request.newContext({ baseURL: url });
        await MARKET.prepare(run, calls);
        await calls.dispose();
      },
      stop: nothing,
    };
  const double = await startStripeDouble({ webhook: { url: `${url}/api/webhooks/stripe`, secret: WEBHOOK_SECRET } });
  const env = {
    PAYMENT_PROVIDER: "stripe",
    STRIPE_SECRET_KEY: "sk_test_gallery",
    STRIPE_PUBLISHABLE_KEY: "pk_test_gallery",
    STRIPE_WEBHOOK_SECRET: WEBHOOK_SECRET,
    STRIPE_API_URL: double.url,
    // The double has the machine's clock, and refuses a payment page that ended in June.
    CLOCK_START: new Date().toISOString(),
    PLANS_FILE: "config/plans.example.json",
  };
  return { env, prepare: nothing, stop: () => double.stop() };
}
