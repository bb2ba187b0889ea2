import { orderCallParts } from "../../../orders/order-call-parts.ts";
import { answerOnboarding } from "../../seller-calls.ts";

export const dynamic = "force-dynamic";

export async function POST(
  request: Request,
  { params }: { readonly params: Promise<{ seller: string }> },
): Promise<Response> {
  return answerOnboarding(request, (await params).seller, await orderCallParts());
}
