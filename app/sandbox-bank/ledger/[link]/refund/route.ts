import { parsePrice } from "#lib/money.ts";
import { runtime } from "#lib/runtime/runtime.ts";
import { showsDeveloperPages } from "../../../../request/developer-pages.ts";
import { readOrderLink } from "../../../../request/link-part.ts";
import { pageStorefront } from "../../../../request/page-storefront.ts";
import { leadTo, readPostedForm, refusal } from "../../../../request/posted-form.ts";

export const dynamic = "force-dynamic";

/**
 * Money given back at the SIMULATED bank by hand, as in a payment service's dashboard: the shop hears of it by the bank's
 * webhook. For whom DEVELOPER_PAGES lets in, and of a charge of this order alone.
 */
export async function POST(
  request: Request,
  { params }: { readonly params: Promise<{ readonly link: string }> },
): Promise<Response> {
  const posted = await readPostedForm(request);
  if (posted.kind === "refused") return posted.response;
  const opened = await runtime();
  const { bank } = opened;
  const link = readOrderLink((await params).link);
  if (bank === null || link === null || !(await showsDeveloperPages(opened, () => request.headers)))
    return refusal(request, 404);
  const page = await (await pageStorefront()).orderPage(link);
  const charge = bank
    .ledger()
    .charges.find(({ id, session }) => id === posted.form.get("charge") && session === page?.order.sessionId);
  if (charge === undefined) return refusal(request, 404);
  const typed = posted.form.get("amount");
  const amount = parsePrice(`${typeof typed === "string" ? typed.trim() : ""} ${charge.currency}`);
  const own = charge.account === undefined ? bank : bank.at(charge.account);
  const isGiven =
    amount.kind === "price" &&
    amount.price.amountMinor > 0 &&
    own.refundByHand(charge.id, amount.price).kind !== "refused";
  return leadTo(request, `/sandbox-bank/ledger/${link}${isGiven ? "" : "?refused"}`);
}
