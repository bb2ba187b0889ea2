import { sellerId } from "#lib/ids.ts";
import { runtime } from "#lib/runtime/runtime.ts";
import { refusal } from "../../../request/posted-form.ts";

export const dynamic = "force-dynamic";

/**
 * Where the payment provider sends a seller whose link was used or is too old. With a token that we signed it leads to a
 * new link; anybody else could otherwise begin an onboarding.
 */
export async function GET(request: Request, { params }: { readonly params: Promise<{ seller: string }> }) {
  const { operator } = await runtime();
  const { seller } = await params;
  const token = new URL(request.url).searchParams.get("token") ?? "";
  const outcome = await operator.refreshOnboarding({ id: sellerId(seller.slice(0, 200)), token });
  if (outcome?.kind !== "link") return refusal(request, 404);
  const headers = { location: outcome.url, "cache-control": "no-store", "referrer-policy": "no-referrer" };
  return new Response(null, { status: 303, headers });
}
