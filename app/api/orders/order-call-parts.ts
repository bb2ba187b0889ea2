import { runtime } from "#lib/runtime/runtime.ts";
import type { OrderCallParts } from "./access.ts";

export async function orderCallParts(): Promise<OrderCallParts> {
  const { operator, config, keyRefusals, log } = await runtime();
  const report = (error: unknown) => log.error({ error }, "a call on /api/orders failed");
  return {
    operator,
    publicUrl: config.publicUrl,
    keys: config.ordersKeys,
    keyRefused: () => keyRefusals.refused("orders_api"),
    report,
  };
}
