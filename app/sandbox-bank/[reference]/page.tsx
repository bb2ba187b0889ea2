import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { formatMoney } from "#lib/money.ts";
import type { BankPage } from "#lib/payments/sandbox/bank-answers.ts";
import { runtime } from "#lib/runtime/runtime.ts";
import { readReference } from "../../request/link-part.ts";
import { Notice } from "../../components/notice.tsx";
import { readerLocale } from "../../request/reader-locale.ts";
import { answerPage } from "../actions.ts";
import { BankFrame } from "../bank-frame.tsx";

export const dynamic = "force-dynamic";
export const metadata: Metadata = { title: { absolute: "Sandbox bank" }, robots: { index: false, follow: false } };

/** The sandbox bank's payment page: what a payment service's hosted page would be, with every answer to choose from. */
export default async function BankPaymentPage({ params }: { readonly params: Promise<{ reference: string }> }) {
  const reference = readReference((await params).reference);
  const { bank } = await runtime();
  const page = reference === null ? null : (bank?.page(reference) ?? null);
  if (page === null) notFound();
  const amount = formatMoney(page.amount, await readerLocale());
  return (
    <BankFrame>
      <div className="card flex flex-col gap-6 p-5 sm:p-8">
        <div>
          <h1 className="text-caption font-medium text-muted wrap-anywhere">Payment to {page.sellerName}</h1>
          <p className="mt-1 text-display font-semibold tabular-nums">{amount}</p>
        </div>
        {page.state === "paid" || page.state === "voided" ? (
          <Finished page={page} />
        ) : (
          <OpenPage page={page} amount={amount} />
        )}
      </div>
    </BankFrame>
  );
}

function Finished({ page }: { readonly page: BankPage }) {
  return (
    <>
      {page.state === "paid" ? (
        <Notice tone="positive" title="This payment was made">
          It cannot be made a second time here.
        </Notice>
      ) : (
        <Notice tone="neutral" title="This payment page was closed">
          The shop withdrew it, and nothing was charged here.
        </Notice>
      )}
      <a href={page.returnUrl} className="button">
        Back to the shop
      </a>
    </>
  );
}

function OpenPage({ page, amount }: { readonly page: BankPage; readonly amount: string }) {
  return (
    <>
      {page.state === "declined" ? (
        <Notice tone="danger" title="The card was declined">
          Nothing was charged. You can try another card.
        </Notice>
      ) : null}
      <p className="text-muted">
        A real bank would ask for a card here. This one asks what should happen, so that the shop can be tried.
      </p>
      <form action={answerPage} className="flex flex-col gap-3">
        <input type="hidden" name="reference" value={page.reference} />
        <button type="submit" name="answer" value="pay" className="button min-h-14 text-lead">
          Pay {amount}
        </button>
        <button type="submit" name="answer" value="decline" className="button button-quiet">
          Use a card that is declined
        </button>
        <button type="submit" name="answer" value="leave" className="button button-quiet">
          Leave without paying
        </button>
        <div className="mt-3 flex flex-col gap-2 border-t border-line pt-5">
          <button type="submit" name="answer" value="pay_twice" className="button button-quiet">
            Let the bank take it twice by mistake
          </button>
          <p className="text-caption text-muted">The shop must notice and give the second payment back.</p>
        </div>
      </form>
    </>
  );
}
