import { orderCallParts } from "../../order-call-parts.ts";
import { answerShipment } from "../../order-calls.ts";

export const dynamic = "force-dynamic";

export async function POST(request: Request, { params }: { params: Promise<{ order: string }> }): Promise<Response> {
  return answerShipment(request, (await params).order, await orderCallParts());
}
