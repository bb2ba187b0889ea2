import { refundedOf } from "#lib/orders/adjustment.ts";
import type { Order } from "#lib/orders/order.ts";
import type { RefundProblem } from "#lib/orders/refund-problem.ts";
import type { RefundOrderOutcome } from "#lib/purchase/orders/refund-order.ts";
import type { Operator } from "#lib/purchase/operator.ts";
import { orderProgressView } from "#lib/wire/orders/progress.ts";
import { readRefundBody, readShipmentBody, type FieldProblem, type RefundBody } from "#lib/wire/orders/requests.ts";
import { BODY_LIMIT, readText } from "#lib/http/http-edge.ts";
import { hasKey } from "#lib/http/bearer.ts";
import { refundProblemView, shipmentProblemView } from "./order-problems.ts";
import { TEXTS } from "./texts.ts";

export type OrderCallParts = {
  readonly operator: Operator;
  /** Null: these addresses are off. */
  readonly key: string | null;
  /** Called for each request without the key. */
  readonly keyRefused: () => void;
  /** Tells the operator of a call that failed. */
  readonly report: (error: unknown) => void;
};

const HEADERS = { "cache-control": "no-store" };

/**
 * `POST /api/orders/{number or id}/shipments`: the merchant's system reports that goods left or were delivered. 404 when
 * it is off, 401 without the key; 201 for a new shipment and 200 for one that was known. Contract: docs/operating.md.
 */
export const answerShipment = (request: Request, name: string, parts: OrderCallParts): Promise<Response> =>
  orderCall(request, name, parts, async (order, json) => {
    const read = readShipmentBody(json);
    if (read.kind === "invalid") return refusal(400, TEXTS.invalidBody, read.problems);
    const outcome = await parts.operator.recordShipment({ ...read.value, orderId: order.id });
    switch (outcome.kind) {
      case "not_found":
        return NO_ORDER();
      case "refused":
        return refusal(422, TEXTS.notAllowed, outcome.problems.map(shipmentProblemView));
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
      return refusal(400, key === null ? TEXTS.missingIdempotencyKey : TEXTS.invalidIdempotencyKey, [
        { field: "Idempotency-Key", message: TEXTS.idempotencyKeyField },
      ]);
    const read = readRefundBody(json);
    if (read.kind === "invalid") return refusal(400, TEXTS.invalidBody, read.problems);
    return refund(parts.operator, order, key, read.value);
  });

async function refund(
  operator: Operator,
  order: Order,
  requestId: string,
  { part, ...rest }: RefundBody,
): Promise<Response> {
  if (part !== null && part.currency !== order.paid.currency)
    return refundRefusal({ kind: "other_currency", paid: order.paid.currency });
  const amountMinor = part?.amountMinor ?? null;
  const request = { orderId: order.id, amountMinor, requestId, ...rest, by: "orders_api" } as const;
  return refundAnswer(await operator.refundOrder(request));
}

function refundAnswer(outcome: RefundOrderOutcome): Response {
  switch (outcome.kind) {
    case "done":
      return answer(200, { refund: "completed", order: orderView(outcome.order) });
    case "accepted":
    case "requires_action":
      return answer(202, { refund: "pending", order: orderView(outcome.order) });
    case "unknown":
      return answer(202, { refund: "asked_again", order: orderView(outcome.order) });
    case "refused":
      return outcome.isFinal
        ? refusal(502, TEXTS.refundRefused, [])
        : answer(202, { refund: "asked_again", order: orderView(outcome.order) });
    case "failed":
    case "canceled":
      return refusal(502, TEXTS.refundFailed, []);
    case "not_found":
      return NO_ORDER();
    default:
      return refundRefusal(outcome);
  }
}

function refundRefusal(problem: RefundProblem): Response {
  const { status, error, problems } = refundProblemView(problem);
  return refusal(status, error, problems);
}

async function orderCall(
  request: Request,
  name: string,
  { operator, key, keyRefused, report }: OrderCallParts,
  run: (order: Order, json: unknown) => Promise<Response>,
): Promise<Response> {
  if (key === null) return refusal(404, TEXTS.off, []);
  if (!hasKey(request, key)) {
    keyRefused();
    return refusal(401, TEXTS.noKey, []);
  }
  const mediaType = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (mediaType !== "application/json") return refusal(415, TEXTS.notJsonType, []);
  const text = await readText(request);
  if (text === "too_large") return refusal(413, TEXTS.bodyTooLarge(BODY_LIMIT), []);
  let json: unknown;
  try {
    json = JSON.parse(text.body);
  } catch {
    return refusal(400, TEXTS.notJson, [{ field: "body", message: TEXTS.notJsonField }]);
  }
  try {
    const order = await operator.orderByName(name);
    return order === null ? NO_ORDER() : await run(order, json);
  } catch (error) {
    report(error);
    return refusal(500, TEXTS.failed, []);
  }
}

const NO_ORDER = () => refusal(404, TEXTS.noOrder, [{ field: "order", message: TEXTS.noOrderField }]);

/** What the merchant's system reads of an order; of the buyer nothing. */
function orderView(order: Order) {
  return {
    id: order.id,
    number: order.number,
    status: order.status,
    livemode: !order.isTest,
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
