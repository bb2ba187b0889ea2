import { formatMoney } from "#lib/money.ts";
import type { Entitlement } from "#lib/orders/plans/entitlement.ts";
import type { Plan } from "#lib/orders/plans/plan.ts";
import { formatTime } from "../../../components/dates.ts";
import { planTexts } from "../../texts/plan-texts.ts";

/** How far a subscription is; of a paid one also what was paid, what it will cost again and when, and where it is canceled. */
export function PlanState({
  entitlement: { status, paidUntil, price, interval },
  plan,
  locale,
}: {
  readonly entitlement: Pick<Entitlement, "status" | "paidUntil" | "price" | "interval">;
  readonly plan: Pick<Plan, "title" | "sellerName">;
  readonly locale: string;
}) {
  const texts = planTexts(locale);
  const until = paidUntil === null ? null : formatTime(paidUntil, texts.locale);
  return (
    <>
      <p>{texts.state[status](plan.title, until)}</p>
      {/* A missed payment may end it, or be made at any time: nothing more is known of when it is charged. */}
      {status === "active" ? <p>{texts.paid(formatMoney(price, locale), interval)}</p> : null}
      {status === "active" || status === "past_due" ? (
        <p className="text-muted">{texts.manage(plan.sellerName)}</p>
      ) : null}
    </>
  );
}
