import { orderCallParts } from "../../../orders/order-call-parts.ts";
import { answerKeys, answerNewKey } from "../../key-calls.ts";

export const dynamic = "force-dynamic";

type Context = { readonly params: Promise<{ seller: string }> };

export async function GET(request: Request, { params }: Context): Promise<Response> {
  return answerKeys(request, (await params).seller, await orderCallParts());
}

export async function POST(request: Request, { params }: Context): Promise<Response> {
  return answerNewKey(request, (await params).seller, await orderCallParts());
}
