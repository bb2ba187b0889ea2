import type { CheckoutState } from "#lib/purchase/checkout-state.ts";
import type { Storefront } from "#lib/purchase/storefront.ts";
import { checkoutView, type AddressRule } from "#lib/wire/checkout-view.ts";
import type { MessageView } from "#lib/wire/host-session.ts";
import type { CheckoutView } from "#lib/wire/tool-contract.ts";
import { checkoutText } from "./checkout-text.ts";
import { TEXTS } from "./texts.ts";
import type { ToolAnswer, ToolContext } from "./tool.ts";

/** A checkout as a tool's answer. `extra` messages come first, in the view and, being its news, in the text. */
export function checkoutAnswer(
  state: CheckoutState,
  { edge, caller }: ToolContext,
  extra: readonly MessageView[] = [],
  shows: AddressRule = "while_open",
): Extract<ToolAnswer<CheckoutView>, { kind: "answer" }> {
  const view = checkoutView(state, { ...edge, locale: caller.locale }, shows);
  const covered = new Set(extra.map((message) => `${message.code} ${message.param}`));
  const structured = {
    ...view,
    messages: [...extra, ...view.messages.filter((message) => !covered.has(`${message.code} ${message.param}`))],
  };
  return { kind: "answer", structured, text: checkoutText(structured, caller.locale) };
}

/** When a tool's answer to this caller has the address: never for who proved nothing. */
export const addressRule = (verbs: Pick<Storefront, "isProvenOwner">, { session }: CheckoutState): AddressRule =>
  verbs.isProvenOwner(session) ? "while_open" : "never";

/** For an id that names no session. */
export const NO_SUCH_CHECKOUT: ToolAnswer<never> = {
  kind: "refused",
  text: TEXTS.noCheckout,
};
