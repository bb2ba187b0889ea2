import { orderCallParts } from "../../../../orders/order-call-parts.ts";
import { answerReceiverAct, answerReceiverEnd, type ReceiverName } from "../../../receiver-calls.ts";

export const dynamic = "force-dynamic";

type Context = { readonly params: Promise<ReceiverName> };

export async function POST(request: Request, { params }: Context): Promise<Response> {
  return answerReceiverAct(request, await params, await orderCallParts());
}

export async function DELETE(request: Request, { params }: Context): Promise<Response> {
  return answerReceiverEnd(request, await params, await orderCallParts());
}
