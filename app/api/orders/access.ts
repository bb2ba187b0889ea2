import type { OrdersKeys } from "#lib/config/orders/keys.ts";
import { bearerToken } from "#lib/http/bearer.ts";
import { sellerIdsOf } from "#lib/checkout/parts.ts";
import type { SellerId } from "#lib/ids.ts";
import { BODY_LIMIT, readText } from "#lib/http/http-edge.ts";
import type { Order } from "#lib/orders/order.ts";
import { digestOf } from "#lib/purchase/access/principal.ts";
import type { Operator } from "#lib/purchase/operator.ts";
import { sellerKeyIdIn, type KeyRights, type OrderAction } from "#lib/sellers/key.ts";
import type { FieldProblem } from "#lib/wire/orders/requests.ts";
import { TEXTS } from "./texts.ts";

export type OrderCallParts = {
  readonly operator: Operator;
  readonly publicUrl: string;
  /** Those of the settings; none: these addresses are off but for sellers' keys. */
  readonly keys: OrdersKeys;
  /** Called for each request without a key, or with a wrong one. */
  readonly keyRefused: () => void;
  /** Tells the operator of a call that failed. */
  readonly report: (error: unknown) => void;
};

/** What a call may work with once it was let through: an order that its key speaks for. */
export type OrderCall = {
  readonly order: Order;
  /** Null where the call has no body. */
  readonly json: unknown;
  /** Who calls, for the audit trail. */
  readonly caller: {
    readonly by: "orders_api";
    readonly keyName: string;
    /** Whose parts of the order the call is about: those that its key and the number in its address name. */
    readonly sellers: readonly SellerId[];
  };
};

const HEADERS = { "cache-control": "no-store" };

/**
 * Every call on /api/orders, /api/products and /api/sellers: finds its key and whether it allows `action`. 404 when it is off,
 * 401 without a key, 403 when the key does not allow the action.
 */
export async function keyedCall(
  request: Request,
  {
    parts,
    action,
    orFor = () => false,
  }: {
    parts: OrderCallParts;
    action: OrderAction;
    /** Whether a key without the action may do this all the same. */
    orFor?: (key: KeyRights) => boolean;
  },
  run: (key: KeyRights) => Promise<Response>,
): Promise<Response> {
  const sent = bearerToken(request);
  if (parts.keys.size === 0 && sellerKeyIdIn(sent) === null) return refusal(404, TEXTS.off, []);
  try {
    const key = keyOfSettings(sent, parts.keys) ?? (await parts.operator.keyRights(sent));
    if (key === null) {
      parts.keyRefused();
      return refusal(401, TEXTS.noKey, []);
    }
    if (!key.actions.includes(action) && !orFor(key)) return refusal(403, TEXTS.notThisAction(action), []);
    return await run(key);
  } catch (error) {
    parts.report(error);
    return refusal(500, TEXTS.failed, []);
  }
}

/**
 * A call about one order: reads the body, and finds the order among those of the key's sellers. For every other order the
 * answer is the one for an order that does not exist, after the same statement.
 */
export const orderCall = (
  request: Request,
  name: string,
  { parts, action }: { parts: OrderCallParts; action: OrderAction },
  run: (call: OrderCall) => Promise<Response>,
): Promise<Response> =>
  keyedCall(request, { parts, action }, async (key) => {
    const body = action === "read" ? { kind: "json", json: null } : await readJson(request);
    if (body instanceof Response) return body;
    const order = await parts.operator.orderByName(name, key.sellers);
    if (order === null) return noOrder();
    const caller = { by: "orders_api", keyName: key.name, sellers: sellerIdsOf(order) } as const;
    return run({ order, json: body.json, caller });
  });

/**
 * A look-up by the digest leaks nothing: its time could tell at most how a digest begins, and nobody can choose a text whose
 * digest begins so, nor read the key from its digest.
 */
const keyOfSettings = (sent: string, keys: OrdersKeys): KeyRights | null => keys.get(digestOf(sent)) ?? null;

/** The body of a call, or the refusal of what is not JSON. */
export async function readJson(request: Request): Promise<{ readonly json: unknown } | Response> {
  const mediaType = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (mediaType !== "application/json") return refusal(415, TEXTS.notJsonType, []);
  const text = await readText(request);
  if (text === "too_large") return refusal(413, TEXTS.bodyTooLarge(BODY_LIMIT), []);
  try {
    return { json: JSON.parse(text.body) };
  } catch {
    return refusal(400, TEXTS.notJson, [{ field: "body", message: TEXTS.notJsonField }]);
  }
}

export const noOrder = () => refusal(404, TEXTS.noOrder, [{ field: "order", message: TEXTS.noOrderField }]);

export const answer = (status: number, body: object) => Response.json(body, { status, headers: HEADERS });

export function refusal(status: number, error: string, problems: readonly FieldProblem[]): Response {
  return answer(status, problems.length === 0 ? { error } : { error, problems });
}
