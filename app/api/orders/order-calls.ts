import { refundedOf } from "#lib/orders/adjustment.ts";
import type { Order } from "#lib/orders/order.ts";
import type { RefundOrderOutcome } from "#lib/purchase/orders/refund-order.ts";
import type { Operator } from "#lib/purchase/operator.ts";
import { orderProgressView } from "#lib/wire/order-progress.ts";
import {
  readRefundBody,
  readShipmentBody,
  shipmentProblemView,
  type FieldProblem,
  type RefundBody,
} from "#lib/wire/order-requests.ts";
import { BODY_LIMIT, readText } from "#lib/http/http-edge.ts";
import { hasKey } from "#lib/http/bearer.ts";

export type OrderCallParts = {
  readonly operator: Operator;
  /** Null: these addresses are off. */
  readonly key: string | null;
  /** Tells the operator of a call that failed. */
  readonly report: (error: unknown) => void;
};

const HEADERS = { "cache-control": "no-store" };

/**
 * `POST /api/orders/{number or id}/shipments`: the merchant's system says that goods left, or were handed over. 404 when
 * it is off, 401 without the key; 201 for a new shipment and 200 for one that was known. Contract: docs/operating.md.
 */
export const answerShipment = (request: Request, name: string, parts: OrderCallParts): Promise<Response> =>
  orderCall(request, name, parts, async (order, json) => {
    const read = readShipmentBody(json);
    if (read.kind === "invalid") return refusal(400, "the body is not as it should be", read.problems);
    const outcome = await parts.operator.recordShipment({ ...read.value, orderId: order.id });
    switch (outcome.kind) {
      case "not_found":
        return NO_ORDER();
      case "refused":
        return refusal(422, "the order does not allow this", outcome.problems.map(shipmentProblemView));
      case "already_recorded":
        return answer(200, { shipment: outcome.shipment.id, order: orderView(outcome.order) });
      case "recorded":
        return answer(outcome.isNew ? 201 : 200, { shipment: outcome.shipment.id, order: orderView(outcome.order) });
    }
  });

/** `POST /api/orders/{number or id}/refund`: gives money back, once for each `Idempotency-Key`. */
export const answerRefund = (request: Request, name: string, parts: OrderCallParts): Promise<Response> =>
  orderCall(request, name, parts, async (order, json) => {
    const key = request.headers.get("idempotency-key");
    if (key === null || !/^[!-~]{1,80}$/.test(key))
      return refusal(400, "the request needs a name", [
        {
          field: "Idempotency-Key",
          message: "this header has 1 to 80 letters, digits and signs, another one for each refund",
        },
      ]);
    const read = readRefundBody(json);
    if (read.kind === "invalid") return refusal(400, "the body is not as it should be", read.problems);
    return refund(parts.operator, order, key, read.value);
  });

async function refund(
  operator: Operator,
  order: Order,
  requestId: string,
  { part, why }: RefundBody,
): Promise<Response> {
  if (part !== null && part.currency !== order.paid.currency)
    return refusal(422, "the order does not allow this", [
      { field: "currency", message: `the order was paid in ${order.paid.currency}` },
    ]);
  const amountMinor = part?.amountMinor ?? null;
  return refundAnswer(await operator.refundOrder({ orderId: order.id, amountMinor, requestId, why }));
}

function refundAnswer(outcome: RefundOrderOutcome): Response {
  const amountProblem = (status: number, message: string) =>
    refusal(status, "the order does not allow this", [{ field: "amount_minor", message }]);
  switch (outcome.kind) {
    case "done":
      return answer(200, { refund: "completed", order: orderView(outcome.order) });
    case "accepted":
      return answer(202, { refund: "pending", order: orderView(outcome.order) });
    case "unknown":
      return answer(202, { refund: "asked_again", order: orderView(outcome.order) });
    case "refused":
      return refusal(502, "the payment service did not give the money back; npm run reconcile shows it", []);
    case "more_than_left":
      return amountProblem(422, `only ${outcome.left.amountMinor} minor units of ${outcome.left.currency} are left`);
    case "nothing_left":
      return amountProblem(422, "nothing of it is left");
    case "other_amount":
      return refusal(409, "this Idempotency-Key was used for another refund", [
        { field: "Idempotency-Key", message: `it stands for a refund of ${outcome.amount.amountMinor} minor units` },
      ]);
    case "not_found":
      return NO_ORDER();
  }
}

async function orderCall(
  request: Request,
  name: string,
  { operator, key, report }: OrderCallParts,
  run: (order: Order, json: unknown) => Promise<Response>,
): Promise<Response> {
  if (key === null) return refusal(404, "not found", []);
  if (!hasKey(request, key)) return refusal(401, "the key is missing or wrong", []);
  const mediaType = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (mediaType !== "application/json") return refusal(415, "Content-Type must be application/json", []);
  const text = await readText(request);
  if (text === "too_large") return refusal(413, `a body has at most ${BODY_LIMIT} bytes`, []);
  let json: unknown;
  try {
    json = JSON.parse(text.body);
  } catch {
    return refusal(400, "the body is not JSON", [{ field: "body", message: "it is not JSON" }]);
  }
  try {
    const order = await operator.orderByName(name);
    return order === null ? NO_ORDER() : await run(order, json);
  } catch (error) {
    report(error);
    return refusal(500, "this did not work; the same request may be sent again", []);
  }
}

const NO_ORDER = () => refusal(404, "there is no order of this number or id", [{ field: "order", message: "unknown" }]);

/** What the merchant's system is told of an order; of the buyer nothing. */
function orderView(order: Order) {
  return {
    id: order.id,
    number: order.number,
    status: order.status,
    paid_minor: order.paid.amountMinor,
    refunded_minor: refundedOf(order).amountMinor,
    currency: order.paid.currency,
    ...orderProgressView(order),
  };
}

const answer = (status: number, body: object) => Response.json(body, { status, headers: HEADERS });

function refusal(status: number, error: string, problems: readonly FieldProblem[]): Response {
  return answer(status, problems.length === 0 ? { error } : { error, problems });
}
