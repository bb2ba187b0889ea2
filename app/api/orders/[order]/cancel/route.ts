import { orderCallParts } from "../../order-call-parts.ts";
import { answerCancel } from "../../order-calls.ts";

export const dynamic = "force-dynamic";

export async function POST(request: Request, { params }: { params: Promise<{ order: string }> }): Promise<Response> {
  return answerCancel(request, (await params).order, await orderCallParts());
}
