import { formatMoney } from "#lib/money.ts";
import type { Plan } from "#lib/orders/plans/plan.ts";
import { Field } from "../../components/field.tsx";
import { Notice } from "../../components/notice.tsx";
import { planTexts } from "../texts/plan-texts.ts";
import { priceKey, type PlanProblem } from "./plan-form.ts";

/** What a plan costs and the form that subscribes to it, or why there is none: whoever has it already is asked for nothing. */
export function PlanOffer({
  plan,
  holder,
  problem,
  locale,
}: {
  readonly plan: Plan;
  /** The merchant's reference in the page's address; empty when there is none. */
  readonly holder: string;
  readonly problem: PlanProblem | null;
  readonly locale: string;
}) {
  const texts = planTexts(locale);
  const isSubscribed = problem === "already_subscribed";
  return (
    <>
      {problem === null || problem === "email" ? null : (
        <Notice tone={isSubscribed ? "neutral" : "danger"} isUrgent>
          {texts.problems[problem]}
        </Notice>
      )}
      <section aria-labelledby="price" className="card flex flex-col gap-5 p-5 sm:p-6">
        <div className="flex flex-col gap-2">
          <h2 id="price" className="text-title">
            {texts.price(formatMoney(plan.price, locale), plan.interval)}
          </h2>
          {plan.description === "" ? null : (
            // In the merchant's language, which may be read from the other side than the page.
            <p className="text-muted">
              <bdi>{plan.description}</bdi>
            </p>
          )}
          <p className="text-caption text-muted">
            {isSubscribed ? texts.manage(plan.sellerName) : texts.renewal(plan.interval)}
          </p>
        </div>
        {isSubscribed ? null : (
          <form
            method="post"
            action={`/plans/${encodeURIComponent(plan.id)}/subscribe`}
            className="flex flex-col gap-5"
          >
            <input type="hidden" name="holder" value={holder} />
            <input type="hidden" name="price" value={priceKey(plan)} />
            <Field
              name="email"
              label={texts.email}
              hint={texts.emailHint}
              type="email"
              autoComplete="email"
              value=""
              problem={problem === "email" ? texts.problems.email : null}
            />
            <button type="submit" className="button self-start">
              {texts.subscribe}
            </button>
          </form>
        )}
      </section>
    </>
  );
}
