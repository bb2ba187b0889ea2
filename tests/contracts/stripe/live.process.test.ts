import Stripe from "stripe";
import { afterAll, beforeAll, describe } from "vitest";
import { startStripeDouble, type StripeDouble } from "../../stripe-double/start.ts";
import { clientOf } from "./double-client.ts";
import { balanceFacts } from "./facts/balance.ts";
import { disputeFacts } from "./facts/disputes.ts";
import { limitFacts } from "./facts/limits.ts";
import { stripeFacts } from "./facts/payments.ts";
import { taxFacts } from "./facts/taxes.ts";

const key = process.env["STRIPE_TEST_KEY"] ?? "";

describe("facts about Stripe, asked of the double", () => {
  let double: StripeDouble;
  beforeAll(async () => {
    double = await startStripeDouble();
  });
  afterAll(() => double.stop());
  stripeFacts(() => clientOf(double));
  disputeFacts(() => clientOf(double));
  balanceFacts(() => clientOf(double));
  limitFacts(() => clientOf(double));
  taxFacts(() => clientOf(double));
});

// Opt-in: it needs the network and a test key of an account with delegated tokens (STRIPE_TEST_KEY=sk_test_…).
describe.skipIf(!/^(sk|rk)_test_/.test(key))("facts about Stripe, asked of Stripe itself", () => {
  const live = () => new Stripe(key, { maxNetworkRetries: 2, timeout: 20_000 });
  stripeFacts(live);
  disputeFacts(live);
  balanceFacts(live);
  limitFacts(live);
  taxFacts(live);
});
