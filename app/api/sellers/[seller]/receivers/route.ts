import { orderCallParts } from "../../../orders/order-call-parts.ts";
import { answerNewReceiver, answerReceivers } from "../../receiver-calls.ts";

export const dynamic = "force-dynamic";

type Context = { readonly params: Promise<{ seller: string }> };

export async function GET(request: Request, { params }: Context): Promise<Response> {
  return answerReceivers(request, (await params).seller, await orderCallParts());
}

export async function POST(request: Request, { params }: Context): Promise<Response> {
  return answerNewReceiver(request, (await params).seller, await orderCallParts());
}
