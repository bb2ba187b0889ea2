import { unknownBecause, type Unknown } from "../payments/failure.ts";
import type { DisputeService } from "../payments/dispute-service.ts";
import type { PayoutService } from "../payments/payout-service.ts";
import type { TransferService } from "../payments/transfer-service.ts";
import type { PaymentProvider } from "../payments/provider.ts";
import type { PurchaseContext } from "./context.ts";
import type { Report } from "./report.ts";

type PlanService = NonNullable<PaymentProvider["plans"]>;
/** Which call of the port was made, and for what: the fields of a report on it. */
type Asked = {
  readonly call:
    | keyof PaymentProvider
    | keyof PlanService
    | `disputes.${keyof DisputeService}`
    | `payouts.${keyof PayoutService}`
    | `transfers.${keyof TransferService}`;
} & Report["fields"];

/**
 * Asks the payment provider and reports an answer that is `unknown`. An adapter that throws has a bug: that is reported,
 * and to the purchase it is unknown too, so that what was claimed before the call is never lost.
 */
export async function askProvider<Answer extends { readonly kind: string }>(
  context: PurchaseContext,
  asked: Asked,
  ask: () => Promise<Answer>,
): Promise<Answer | Unknown> {
  const fields = { provider: context.provider.name, ...asked };
  let answer: Answer | Unknown;
  try {
    answer = await ask();
  } catch (error) {
    context.report({ level: "error", message: "the payment adapter threw", fields, error });
    return unknownBecause("adapter_error");
  }
  if (isUnknown(answer)) {
    const { kind: why, message: detail, requestId } = answer.why;
    context.report({
      level: "warn",
      message: "the payment provider gave no answer that decides anything",
      fields: { ...fields, requestId, why, detail },
    });
  }
  return answer;
}

function isUnknown(answer: { readonly kind: string } | Unknown): answer is Unknown {
  return answer.kind === "unknown";
}
