import { orderCallParts } from "../orders/order-call-parts.ts";
import { answerChanges } from "./product-calls.ts";

export const dynamic = "force-dynamic";

export async function POST(request: Request): Promise<Response> {
  return answerChanges(request, await orderCallParts());
}
