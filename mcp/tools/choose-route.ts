import { sessionId } from "#lib/ids.ts";
import { routeView } from "#lib/wire/route-view.ts";
import { chooseRouteInput, chooseRouteOutput } from "#lib/wire/tool-contract.ts";
import { ROUTE_LABELS } from "#lib/wire/texts/route.ts";
import { WIDGET_TEXTS } from "#lib/wire/widget/texts/of-language.ts";
import { addressRule, cardSayings, NO_SUCH_CHECKOUT, sheetSayings } from "../checkout-answer.ts";
import { statusText } from "../checkout-text.ts";
import { withKept } from "../kept-details.ts";
import { TEXTS } from "../texts.ts";
import { defineTool, type Saying } from "../tool.ts";
import { toolMeta } from "../tool-meta.ts";

export const chooseRoute = defineTool({
  name: "choose_route",
  title: "Choose the way to pay",
  description:
    "Called by the checkout widget: decides whether the buyer pays on the host's payment sheet or on the seller's checkout page, and records the decision with its reason. Nothing is charged.",
  input: chooseRouteInput,
  output: chooseRouteOutput,
  hints: { readOnlyHint: false, destructiveHint: false, openWorldHint: false },
  reasons: {
    readOnlyHint: "Stores by which route the buyer can pay this checkout, with the reason.",
    destructiveHint:
      "Charges and deletes nothing; when the buyer goes back to the chat to pay there, it closes a payment page that is not paid and can be opened again.",
    openWorldHint:
      "Writes to this shop's own database, and reaches beyond it only to close this checkout's own unpaid payment page.",
  },
  meta: toolMeta({
    invoking: "Choosing the way to pay",
    invoked: "Way to pay chosen",
    fromWidget: true,
    appOnly: true,
  }),
  async run(verbs, input, context) {
    const { edge, caller, language } = context;
    const { widget, request_checkout, open_external, open_link } = input.capabilities;
    const id = sessionId(input.checkout_session_id);
    // What became of the page is in the answer: a payment that was faster stays, and one that is open is reported.
    if (input.void_open_payment === true) await verbs.voidPayment({ sessionId: id });
    const decided = await verbs.chooseRoute({
      sessionId: id,
      country: caller.country,
      platform: caller.platform,
      locale: caller.locale,
      capabilities: { widget, requestCheckout: request_checkout, openExternal: open_external, openLink: open_link },
    });
    if (decided.kind === "not_found") return NO_SUCH_CHECKOUT;
    const shows = addressRule(verbs.isProvenOwner(decided.session));
    const view = routeView(decided.decision, decided, { ...edge, locale: caller.locale }, shows);
    const route = TEXTS.routes[view.route ?? "none"];
    const text = `${route} (${view.reason}). ${statusText(view.checkout, caller.locale)}`;
    const ofCheckout = cardSayings(decided, context, view.checkout, { shows });
    const { buyNow, continueToCheckout } = WIDGET_TEXTS[language];
    const said: readonly Saying[] = [
      [ROUTE_LABELS.buyNow, buyNow],
      [ROUTE_LABELS.continueToCheckout, continueToCheckout],
      ...(view.route === "instant" ? sheetSayings(language) : []),
      ...(ofCheckout ?? []),
    ];
    return withKept(
      { kind: "answer", structured: view, text, ...(ofCheckout === null ? {} : { said }) },
      verbs,
      decided,
      context,
    );
  },
});
