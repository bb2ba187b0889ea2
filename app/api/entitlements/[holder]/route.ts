import { readHolder } from "#lib/orders/plans/entitlement.ts";
import { runtime } from "#lib/runtime/runtime.ts";
import { entitlementsView } from "#lib/wire/entitlement-view.ts";
import { hasKey } from "#lib/http/bearer.ts";

export const dynamic = "force-dynamic";

const HEADERS = { "cache-control": "no-store" };

/** What a holder has paid for, for the merchant's own tools (docs/plans.md). 404 when it is off, 401 without the key. */
export async function GET(request: Request, { params }: { params: Promise<{ holder: string }> }): Promise<Response> {
  const { operator, config, keyRefusals } = await runtime();
  if (config.entitlementsKey === null) return Response.json({ error: "not found" }, { status: 404, headers: HEADERS });
  if (!hasKey(request, config.entitlementsKey)) {
    keyRefusals.refused("entitlements_api");
    return Response.json({ error: "the key is missing or wrong" }, { status: 401, headers: HEADERS });
  }
  const holder = readHolder((await params).holder);
  if (holder === null) return Response.json({ error: "this cannot be a holder" }, { status: 400, headers: HEADERS });
  return Response.json(entitlementsView(await operator.entitlements(holder)), { headers: HEADERS });
}
