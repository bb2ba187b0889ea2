import { orderCallParts } from "../orders/order-call-parts.ts";
import { answerNewSeller, answerSellers } from "./seller-calls.ts";

export const dynamic = "force-dynamic";

export async function GET(request: Request): Promise<Response> {
  return answerSellers(request, await orderCallParts());
}

export async function POST(request: Request): Promise<Response> {
  return answerNewSeller(request, await orderCallParts());
}
