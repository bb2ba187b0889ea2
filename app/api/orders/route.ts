import { orderCallParts } from "./order-call-parts.ts";
import { answerOrders } from "./order-calls.ts";

export const dynamic = "force-dynamic";

export async function GET(request: Request): Promise<Response> {
  return answerOrders(request, await orderCallParts());
}
