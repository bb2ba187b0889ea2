import type { CheckoutView } from "#lib/wire/tool-contract.ts";
import { KEPT_META } from "#lib/wire/tool-contract.ts";
import { nineLines } from "./checkout-lines.ts";
import { anAnswer } from "../widget/a-checkout.ts";
import type { Stage } from "./staged-widget.ts";

const { fulfillment_address: address, ...answer } = anAnswer();
/** A checkout that begins with what its shopper had remembered. */
const messages: CheckoutView["messages"] = [
  { type: "info", param: "$.fulfillment_address", content_type: "plain", content: "In US." },
];
const filled: CheckoutView = { ...answer, messages };
const { fulfillment_address: _, ...nine } = anAnswer({ lines: nineLines });
const missing = anAnswer({ status: "not_ready" });
const staged = (name: string, shown: CheckoutView, kept: unknown, act?: Stage["act"]): Stage => ({
  name: `checkout-${name}`,
  widget: "checkout",
  shown,
  sheet: "open",
  meta: { [KEPT_META]: kept },
  answers: {
    choose_route: [
      {
        structuredContent: { route: "instant", reason: "variant_instant", button_label: "Buy now", checkout: shown },
        _meta: { [KEPT_META]: kept },
      },
    ],
  },
  ...(act === undefined ? {} : { act }),
});

/** The checkout widget where details can be remembered. */
export const REMEMBERED_STAGES: readonly Stage[] = [
  staged("remembered", filled, { may_remember: true, address }),
  staged("remembered-nine-items", { ...nine, messages }, { may_remember: true, address }),
  staged("may-remember", missing, { may_remember: true }, async (page, say) => {
    await page.getByRole("button", { name: say("Add delivery address") }).click();
    await page.getByRole("button", { name: say("Continue") }).click();
  }),
];
