import type { CheckoutState } from "#lib/purchase/checkout-state.ts";
import type { Storefront } from "#lib/purchase/storefront.ts";
import { addressView } from "#lib/wire/checkout-view.ts";
import { KEPT_META, type KeptView } from "#lib/wire/tool-contract.ts";
import { localeIn, regionSaying } from "./checkout-answer.ts";
import type { ToolAnswer, ToolContext } from "./tool.ts";

/** The answer with what our widget alone shows: whether details can be remembered, and the address that was. */
export function withKept<Output extends Record<string, unknown>>(
  answer: ToolAnswer<Output>,
  verbs: Pick<Storefront, "keptDetails">,
  { session }: Pick<CheckoutState, "session">,
  { language, caller }: Pick<ToolContext, "language" | "caller">,
  widgetSecret: string | null = null,
): ToolAnswer<Output> {
  const kept = verbs.keptDetails(session, widgetSecret);
  if (answer.kind !== "answer" || !kept.mayRemember) return answer;
  const { address } = kept;
  const widgetOnly = (view: KeptView) => ({ ...answer.widgetOnly, [KEPT_META]: view });
  if (address === null) return { ...answer, widgetOnly: widgetOnly({ may_remember: true }) };
  const shown = addressView(address);
  const company = address.company === null ? {} : { company: address.company };
  const said = [...(answer.said ?? []), ...regionSaying(shown, localeIn(language, caller.locale))];
  return { ...answer, said, widgetOnly: widgetOnly({ may_remember: true, address: { ...shown, ...company } }) };
}
