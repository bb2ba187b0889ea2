import { orderCallParts } from "../../order-call-parts.ts";
import { answerRefund } from "../../order-calls.ts";

export const dynamic = "force-dynamic";

export async function POST(request: Request, { params }: { params: Promise<{ order: string }> }): Promise<Response> {
  return answerRefund(request, (await params).order, await orderCallParts());
}
