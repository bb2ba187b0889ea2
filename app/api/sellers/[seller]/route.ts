import { orderCallParts } from "../../orders/order-call-parts.ts";
import { answerSeller, answerSellerChange } from "../seller-calls.ts";

export const dynamic = "force-dynamic";

type Context = { readonly params: Promise<{ seller: string }> };

export async function GET(request: Request, { params }: Context): Promise<Response> {
  return answerSeller(request, (await params).seller, await orderCallParts());
}

export async function PATCH(request: Request, { params }: Context): Promise<Response> {
  return answerSellerChange(request, (await params).seller, await orderCallParts());
}
