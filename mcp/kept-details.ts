import type { CheckoutState } from "#lib/purchase/checkout-state.ts";
import type { Storefront } from "#lib/purchase/storefront.ts";
import { addressView } from "#lib/wire/checkout-view.ts";
import { KEPT_META, type KeptView } from "#lib/wire/tool-contract.ts";
import type { ToolAnswer } from "./tool.ts";

/** The answer with what our widget alone shows: whether details can be remembered, and the address that was. */
export function withKept<Output extends Record<string, unknown>>(
  answer: ToolAnswer<Output>,
  verbs: Pick<Storefront, "keptDetails">,
  { session }: Pick<CheckoutState, "session">,
  widgetSecret: string | null = null,
): ToolAnswer<Output> {
  const kept = verbs.keptDetails(session, widgetSecret);
  if (answer.kind !== "answer" || !kept.mayRemember) return answer;
  const { address } = kept;
  const view: KeptView = {
    may_remember: true,
    ...(address === null
      ? {}
      : { address: { ...addressView(address), ...(address.company === null ? {} : { company: address.company }) } }),
  };
  return { ...answer, widgetOnly: { ...answer.widgetOnly, [KEPT_META]: view } };
}
