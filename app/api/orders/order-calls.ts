import type { RefundProblem } from "#lib/orders/refund-problem.ts";
import type { RefundOrderOutcome } from "#lib/purchase/orders/refund-order.ts";
import { placeText, readListQuery } from "#lib/wire/orders/list-query.ts";
import { merchantOrderView, orderStateView } from "#lib/wire/orders/merchant.ts";
import { readCancelBody, readRefundBody, readShipmentBody, type RefundBody } from "#lib/wire/orders/requests.ts";
import { answer, keyedCall, noOrder, orderCall, refusal, type OrderCall, type OrderCallParts } from "./access.ts";
import { refundProblemView, shipmentProblemView } from "./order-problems.ts";
import { TEXTS } from "./texts.ts";

/** `GET /api/orders/{number or id}`: the order, with what it takes to fulfil it and how far it is. */
export const answerOrder = (request: Request, name: string, parts: OrderCallParts): Promise<Response> =>
  orderCall(request, name, { parts, action: "read" }, async ({ order }) =>
    answer(200, { order: merchantOrderView(order, parts.publicUrl) }),
  );

/**
 * `GET /api/orders?since=`: the orders of the key's sellers, in the order in which they were paid. `next_since` is sent as
 * `since` for the next page and, at the end, when the caller asks again later. Contract: docs/operating.md.
 */
export const answerOrders = (request: Request, parts: OrderCallParts): Promise<Response> =>
  keyedCall(request, { parts, action: "read" }, async ({ sellers }) => {
    const read = readListQuery(new URL(request.url).searchParams, sellers);
    if (read.kind === "invalid") return refusal(400, TEXTS.invalidQuery, read.problems);
    const { orders, hasMore, next } = await parts.operator.listOrders(read.value);
    return answer(200, {
      orders: orders.map((order) => merchantOrderView(order, parts.publicUrl)),
      has_more: hasMore,
      next_since: placeText(next),
    });
  });

/**
 * `POST /api/orders/{number or id}/shipments`: the merchant's system reports that goods left or were delivered. 201 for a new shipment and 200 for one that was known. Contract: docs/operating.md.
 */
export const answerShipment = (request: Request, name: string, parts: OrderCallParts): Promise<Response> =>
  orderCall(request, name, { parts, action: "ship" }, async ({ order, json, caller }) => {
    const read = readShipmentBody(json);
    if (read.kind === "invalid") return refusal(400, TEXTS.invalidBody, read.problems);
    const outcome = await parts.operator.recordShipment({ ...read.value, orderId: order.id, ...caller });
    switch (outcome.kind) {
      case "not_found":
        return noOrder();
      case "refused":
        return refusal(422, TEXTS.notAllowed, outcome.problems.map(shipmentProblemView));
      case "already_recorded":
        return answer(200, { shipment: outcome.shipment.id, order: orderStateView(outcome.order) });
      case "recorded":
        return answer(outcome.isNew ? 201 : 200, {
          shipment: outcome.shipment.id,
          order: orderStateView(outcome.order),
        });
    }
  });

/**
 * `POST /api/orders/{number or id}/cancel`: takes an order back that cost nothing; a key that may refund may do this too.
 * 200 also when it was canceled before.
 */
export const answerCancel = (request: Request, name: string, parts: OrderCallParts): Promise<Response> =>
  orderCall(request, name, { parts, action: "refund" }, async ({ order, json, caller }) => {
    const read = readCancelBody(json);
    if (read.kind === "invalid") return refusal(400, TEXTS.invalidBody, read.problems);
    const outcome = await parts.operator.cancelOrder({ orderId: order.id, ...read.value, ...caller });
    switch (outcome.kind) {
      case "not_found":
        return noOrder();
      case "paid":
      case "shipped":
      case "several_sellers":
        return refusal(422, TEXTS.notAllowed, [{ field: "order", message: TEXTS.notCanceled[outcome.kind] }]);
      case "canceled":
        return answer(200, { order: orderStateView(outcome.order) });
    }
  });

/** `POST /api/orders/{number or id}/refund`: gives money back, once for each `Idempotency-Key`. */
export const answerRefund = (request: Request, name: string, parts: OrderCallParts): Promise<Response> =>
  orderCall(request, name, { parts, action: "refund" }, async (call) => {
    const key = request.headers.get("idempotency-key");
    if (key === null || !/^[!-~]{1,80}$/.test(key))
      return refusal(400, key === null ? TEXTS.missingIdempotencyKey : TEXTS.invalidIdempotencyKey, [
        { field: "Idempotency-Key", message: TEXTS.idempotencyKeyField },
      ]);
    const read = readRefundBody(call.json);
    if (read.kind === "invalid") return refusal(400, TEXTS.invalidBody, read.problems);
    return refund(parts, call, key, read.value);
  });

async function refund(
  { operator }: OrderCallParts,
  { order, caller }: OrderCall,
  requestId: string,
  { part, ...rest }: RefundBody,
): Promise<Response> {
  if (part !== null && part.currency !== order.paid.currency)
    return refundRefusal({ kind: "other_currency", paid: order.paid.currency });
  const amountMinor = part?.amountMinor ?? null;
  const request = { orderId: order.id, amountMinor, requestId, ...rest, ...caller };
  return refundAnswer(await operator.refundOrder(request));
}

function refundAnswer(outcome: RefundOrderOutcome): Response {
  switch (outcome.kind) {
    case "done":
      return answer(200, { refund: "completed", order: orderStateView(outcome.order) });
    case "accepted":
    case "requires_action":
      return answer(202, { refund: "pending", order: orderStateView(outcome.order) });
    case "unknown":
      return answer(202, { refund: "asked_again", order: orderStateView(outcome.order) });
    case "refused":
      return outcome.isFinal
        ? refusal(502, TEXTS.refundRefused, [])
        : answer(202, { refund: "asked_again", order: orderStateView(outcome.order) });
    case "failed":
    case "canceled":
      return refusal(502, TEXTS.refundFailed, []);
    case "not_found":
      return noOrder();
    default:
      return refundRefusal(outcome);
  }
}

function refundRefusal(problem: RefundProblem): Response {
  const { status, error, problems } = refundProblemView(problem);
  return refusal(status, error, problems);
}
