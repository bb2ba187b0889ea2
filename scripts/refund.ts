import { REFUND_VERB, refund, type RefundLine, type RefundRequest } from "#lib/operator/refund.ts";
import { refundText } from "#lib/operator/refund-texts.ts";
import { CONSENT, CONSENT_HELP, runWithConsent } from "./command/consent.ts";
import { readOptions, wrongUse } from "./command/options.ts";

const HELP = `Gives an order's money back: all that is left of it, an amount, or units of lines. Says how much, and asks first.

  npm run refund -- --order T-7F3K-92QD --all --why "arrived broken"
  npm run refund -- --order T-7F3K-92QD --line line_1:2 --shipping --restock --why "sent back"

  --order NUMBER     the order's number or id; a part's number (T-7F3K-92QD-1) for that seller's part alone
  --all              all that is left of it
  --amount AMOUNT    a part, with its currency: "12.50 USD"
  --line ID:QTY      units of a line, at what was paid for them with tax; several times for several lines
  --shipping         what was paid for delivery
  --restock          the goods are back: they can be sold again
  --return-codes     the uses of discount codes are free again
  --why TEXT         is stored with the refund
  --request NAME     a name for this refund; used twice, it happens once. Without it the name is made of what is asked
                     for: the same command said again gives nothing more. For a second refund like the first, name it
  --insist           asks the payment service although the payment is disputed
  --again KEY        gives a refund again that npm run reconcile lists as failed, canceled or refused
  --settled KEY      notes that its money was given back another way
${CONSENT_HELP}`;

const values = readOptions(HELP, {
  order: { type: "string" },
  all: { type: "boolean", default: false },
  amount: { type: "string" },
  line: { type: "string", multiple: true },
  shipping: { type: "boolean", default: false },
  restock: { type: "boolean", default: false },
  "return-codes": { type: "boolean", default: false },
  why: { type: "string" },
  request: { type: "string" },
  insist: { type: "boolean", default: false },
  again: { type: "string" },
  settled: { type: "string" },
  ...CONSENT,
});
const wrongLine = (values.line ?? []).find((line) => !/^[^:=]+[:=]\d{1,9}$/.test(line));

if (wrongLine !== undefined) wrongUse(`--line: "${wrongLine}" is not a line's id and a number, as in line_1:2.`);
await runWithConsent<RefundLine, RefundRequest>({
  verb: REFUND_VERB,
  request: requestOf(),
  here: ({ operator }, request, emit) => refund(operator, request, emit),
  say: refundText,
  values,
});

function requestOf(): RefundRequest {
  const { order, again, settled, why } = values;
  const named = [order, again, settled].filter((one) => one !== undefined).length;
  if (named !== 1) wrongUse("--order, --again or --settled: one of them says what it is about.");
  if (why === undefined) wrongUse("--why: say why; it is stored with the refund.");
  if (order !== undefined) checkPart();
  if (again !== undefined) return { lost: again, act: "again", why };
  if (settled !== undefined) return { lost: settled, act: "settled", why };
  const { restock, shipping: isShippingToo, "return-codes": returnCodes, insist } = values;
  const lines = (values.line ?? []).map((text) => {
    const [id = "", quantity = ""] = text.split(/[:=]/);
    return { id, quantity: Number(quantity) };
  });
  const [amount, requestId] = [values.amount ?? null, values.request ?? null];
  return { order: order ?? "", amount, lines, isShippingToo, restock, returnCodes, requestId, insist, why };
}

/** All of an order's money is given back only by somebody who says all. */
function checkPart(): void {
  const { all, amount, line, shipping } = values;
  const parts = [all, amount !== undefined, line !== undefined || shipping].filter(Boolean).length;
  if (parts === 0) wrongUse("--all, --amount or --line: say what is given back.");
  if (parts > 1) wrongUse("--all, --amount and --line: only one of them; --shipping goes with --line.");
}
