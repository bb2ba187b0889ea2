import { orderCallParts } from "../../../../orders/order-call-parts.ts";
import { answerKeyEnd } from "../../../key-calls.ts";

export const dynamic = "force-dynamic";

export async function DELETE(
  request: Request,
  { params }: { readonly params: Promise<{ seller: string; key: string }> },
): Promise<Response> {
  return answerKeyEnd(request, await params, await orderCallParts());
}
