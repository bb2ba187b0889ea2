import type { SessionId, ShopperId, MerchantId } from "../ids.ts";

/** One shopper seeing one way to pay in the experiment; stored once per session, when the button is shown. */
export type ExperimentExposure = {
  readonly experiment: "checkout-route";
  readonly shopperId: ShopperId;
  readonly sessionId: SessionId;
  readonly merchantId: MerchantId;
  readonly variant: "instant" | "external";
  readonly exposedAt: Date;
};
