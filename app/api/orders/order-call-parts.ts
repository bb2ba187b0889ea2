import { runtime } from "#lib/runtime/runtime.ts";
import type { OrderCallParts } from "./order-calls.ts";

export async function orderCallParts(): Promise<OrderCallParts> {
  const { operator, config, keyRefusals, log } = await runtime();
  const report = (error: unknown) => log.error({ error }, "a call on /api/orders failed");
  return { operator, key: config.ordersKey, keyRefused: () => keyRefusals.refused("orders_api"), report };
}
