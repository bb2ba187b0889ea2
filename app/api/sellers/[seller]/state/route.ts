import { orderCallParts } from "../../../orders/order-call-parts.ts";
import { answerSellerState } from "../../seller-calls.ts";

export const dynamic = "force-dynamic";

export async function POST(
  request: Request,
  { params }: { readonly params: Promise<{ seller: string }> },
): Promise<Response> {
  return answerSellerState(request, (await params).seller, await orderCallParts());
}
