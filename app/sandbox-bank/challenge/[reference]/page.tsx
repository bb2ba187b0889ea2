import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { unreachable } from "#lib/invariant.ts";
import { formatMoney } from "#lib/money.ts";
import type { BankChallenge } from "#lib/payments/sandbox/bank-answers.ts";
import { runtime } from "#lib/runtime/runtime.ts";
import { readReference } from "../../../request/link-part.ts";
import { Notice } from "../../../components/notice.tsx";
import { readerLocale } from "../../../request/reader-locale.ts";
import { answerChallenge } from "../../actions.ts";
import { BankFrame } from "../../bank-frame.tsx";

export const dynamic = "force-dynamic";
export const metadata: Metadata = { title: { absolute: "Sandbox bank" }, robots: { index: false, follow: false } };

/** The sandbox bank's confirmation of a card payment, as 3-D Secure would show it. */
export default async function BankChallengePage({ params }: { readonly params: Promise<{ reference: string }> }) {
  const reference = readReference((await params).reference);
  const { bank } = await runtime();
  const challenge = reference === null ? null : (bank?.challenge(reference) ?? null);
  if (challenge === null) notFound();
  return (
    <BankFrame>
      <div className="card flex flex-col gap-6 p-5 sm:p-8">
        <div>
          <h1 className="text-caption font-medium text-muted">Confirm a card payment (3-D Secure)</h1>
          <p className="mt-1 text-display font-semibold tabular-nums">
            {formatMoney(challenge.amount, await readerLocale())}
          </p>
        </div>
        <Answer challenge={challenge} />
      </div>
    </BankFrame>
  );
}

function Answer({ challenge }: { readonly challenge: BankChallenge }) {
  switch (challenge.state) {
    case "open":
      return (
        <form action={answerChallenge} className="flex flex-col gap-3">
          <p className="mb-2 text-muted">
            Somebody wants to pay this amount with your card in ChatGPT. Was it you? Nothing is charged before you
            confirm.
          </p>
          <input type="hidden" name="reference" value={challenge.reference} />
          <button type="submit" name="answer" value="approve" className="button min-h-14 text-lead">
            Approve this payment
          </button>
          <button type="submit" name="answer" value="refuse" className="button button-quiet">
            Refuse it
          </button>
        </form>
      );
    case "approved":
      return (
        <Notice tone="positive" title="You approved this payment">
          You can go back to ChatGPT now.
        </Notice>
      );
    case "refused":
      return (
        <Notice tone="neutral" title="You refused this payment">
          Nothing was charged. You can go back to ChatGPT now.
        </Notice>
      );
    case "voided":
      return (
        <Notice tone="neutral" title="This payment was canceled">
          The shop does not ask for it any more, and nothing was charged.
        </Notice>
      );
    default:
      return unreachable(challenge.state);
  }
}
