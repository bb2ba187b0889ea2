import { SETTLE_VERB, settle, settleText, type SettleLine, type SettleRequest } from "#lib/operator/settle.ts";
import type { TaxAct } from "#lib/purchase/taxes/settle-booking.ts";
import { CONSENT, CONSENT_HELP, runWithConsent } from "../command/consent.ts";
import { readOptions, wrongUse } from "../command/options.ts";

const HELP = `Settles what npm run reconcile lists and only a person decides. Says what it does, and asks first.

  npm run settle -- --payment pi_123 --accept --why "a cent less, by currency conversion"
  npm run settle -- --payment pi_123 --refund --why "not what was ordered"

  npm run settle -- --tax cs_123:1 --again --why "the account is registered now"

  --payment REF      a payment that is listed as amount_mismatch: its amount is not its order's; with one of
  --accept           place the order, paid with what was captured
  --refund           give all of it back and end the payment

  --tax REF          a sale or refund that the tax service refused to book; with one of
  --again            ask the service once more
  --by-hand          it was booked at the service by hand
  --give-up          it stays unbooked

  --transfer KEY     money of a seller that the payment service does not move; with one of
  --again            ask the service once more
  --settled          it was paid, or given up, another way

  --why TEXT         is stored in the audit trail
${CONSENT_HELP}`;

const values = readOptions(HELP, {
  payment: { type: "string" },
  accept: { type: "boolean", default: false },
  refund: { type: "boolean", default: false },
  tax: { type: "string" },
  transfer: { type: "string" },
  settled: { type: "boolean", default: false },
  again: { type: "boolean", default: false },
  "by-hand": { type: "boolean", default: false },
  "give-up": { type: "boolean", default: false },
  why: { type: "string" },
  ...CONSENT,
});

await runWithConsent<SettleLine, SettleRequest>({
  verb: SETTLE_VERB,
  request: requestOf(),
  here: ({ operator }, request, emit) => settle(operator, request, emit),
  say: settleText,
  values,
});

function requestOf(): SettleRequest {
  const { payment, tax, transfer, accept, refund, why } = values;
  if ([payment, tax, transfer].filter((one) => one !== undefined).length !== 1)
    wrongUse("--payment, --tax or --transfer: one of them; npm run reconcile lists them.");
  if (transfer !== undefined) return ofTransfer(transfer);
  const ofTax = taxActs();
  if (payment === undefined ? accept || refund : ofTax.length > 0)
    wrongUse("--accept and --refund are for --payment; --again, --by-hand and --give-up for --tax.");
  if (why === undefined) wrongUse("--why: say why; it is stored in the audit trail.");
  if (payment === undefined) {
    const [act, ...more] = ofTax;
    if (act === undefined || more.length > 0) wrongUse("--again, --by-hand or --give-up: one of them.");
    return { tax: tax ?? "", act, why };
  }
  if (accept === refund) wrongUse("--accept or --refund: one of the two.");
  return { payment, how: accept ? "accept" : "refund", why };
}

function ofTransfer(transfer: string): SettleRequest {
  const { again, settled, why } = values;
  if (values.accept || values.refund || values["by-hand"] || values["give-up"] || again === settled)
    wrongUse("--again or --settled: one of the two, and nothing else, is for --transfer.");
  if (why === undefined) wrongUse("--why: say why; it is stored in the audit trail.");
  return { transfer, act: again ? "again" : "settled", why };
}

function taxActs(): readonly TaxAct[] {
  const { again, "by-hand": byHand, "give-up": giveUp } = values;
  return [
    ...(again ? ["again" as const] : []),
    ...(byHand ? ["by_hand" as const] : []),
    ...(giveUp ? ["given_up" as const] : []),
  ];
}
