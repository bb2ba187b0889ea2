import { orderCallParts } from "../order-call-parts.ts";
import { answerOrder } from "../order-calls.ts";

export const dynamic = "force-dynamic";

export async function GET(request: Request, { params }: { params: Promise<{ order: string }> }): Promise<Response> {
  return answerOrder(request, (await params).order, await orderCallParts());
}
