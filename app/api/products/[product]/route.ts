import { orderCallParts } from "../../orders/order-call-parts.ts";
import { answerChange } from "../product-calls.ts";

export const dynamic = "force-dynamic";

export async function PATCH(request: Request, { params }: { params: Promise<{ product: string }> }): Promise<Response> {
  return answerChange(request, (await params).product, await orderCallParts());
}
