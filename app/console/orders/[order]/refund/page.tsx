import { randomBytes } from "node:crypto";
import type { Metadata } from "next";
import type { RefundLine } from "#lib/operator/refund.ts";
import type { Order } from "#lib/orders/order.ts";
import { Unbroken } from "../../../../components/unbroken.tsx";
import { ConsoleFrame } from "../../../console-frame.tsx";
import { addressWith, askedInAddress, fieldsOf, isTicked, type AddressQuery } from "../../../asked.ts";
import { enterAct, type OrderPlace } from "../../acts/enter.ts";
import { asksForNothing, refundAsked, refundFields, refundWords, runRefund } from "../../acts/refund.ts";
import { Hidden, Review } from "../../acts/review.tsx";
import { orderAddress } from "../../words.ts";

export const dynamic = "force-dynamic";
export const metadata: Metadata = { title: "Refund", robots: { index: false, follow: false } };

type Props = OrderPlace & {
  readonly searchParams: Promise<AddressQuery>;
};
type Plan = Extract<RefundLine, { readonly kind: "planned" }>;

/** Says how much will be given back of which order, by a dry run of the refund itself, and asks. Nothing is changed by looking. */
export default async function RefundPage({ params, searchParams }: Props) {
  const { opened, isOpenToAll, order } = await enterAct({ params }, "refund");
  const asked = askedInAddress(await searchParams);
  const request = refundAsked(asked, order);
  const answer = asksForNothing(request, asked)
    ? null
    : await runRefund(opened.operator, { ...request, isDryRun: true });
  const fields = fieldsOf(asked, refundFields(order));
  const here = `${orderAddress(order)}/refund`;
  const isDisputed = answer?.kind === "order_disputed" && !isTicked(asked, "insist");
  return (
    <ConsoleFrame title="Refund" isOpenToAll={isOpenToAll} isTest={opened.config.payment.mode === "test"}>
      <Review title={`Refund of order ${order.number}`} back={orderAddress(order)} problems={problemsOf(answer)}>
        {answer?.kind === "planned" ? <Confirm order={order} plan={answer} fields={fields} here={here} /> : null}
        {isDisputed ? (
          <a className="link self-start" href={addressWith(here, [...fields, ["insist", "on"]])}>
            Refund nevertheless
          </a>
        ) : null}
      </Review>
    </ConsoleFrame>
  );
}

function problemsOf(answer: RefundLine | null): readonly string[] {
  if (answer === null) return ["Say what is given back: all that is left, an amount, or how many of which line."];
  return answer.kind === "planned" ? [] : [refundWords(answer)];
}

function Confirm({
  order,
  plan,
  fields,
  here,
}: {
  readonly order: Order;
  readonly plan: Plan;
  readonly fields: readonly (readonly [string, string])[];
  readonly here: string;
}) {
  if (plan.isRepetition)
    return (
      <div className="card flex flex-col gap-4 p-5">
        <p className="wrap-anywhere">
          <Unbroken>{refundWords(plan)}</Unbroken>
        </p>
        <a className="link self-start" href={addressWith(here, [...fields, ["again", randomBytes(6).toString("hex")]])}>
          It is a second refund like it
        </a>
      </div>
    );
  return (
    <form method="post" action={`${here}/give`} className="card flex flex-col gap-4 p-5">
      <Hidden fields={[...fields, ["agreed", String(plan.amount?.amountMinor ?? "")]]} />
      <p className="text-lead wrap-anywhere">
        <Unbroken>{refundWords(plan)}</Unbroken>
      </p>
      <p className="text-muted">
        The money goes back to what the buyer paid with, and the buyer gets an e-mail. This cannot be taken back.
        {order.parts === undefined && !order.isPart ? "" : " What the sellers have of it is taken back from them."}
      </p>
      <label className="flex flex-col gap-1 text-caption">
        Why? It is stored with the refund.
        <input name="why" required maxLength={200} className="input" autoComplete="off" />
      </label>
      <button type="submit" className="button max-w-full self-start">
        Give the money back
      </button>
    </form>
  );
}
