import type { CheckoutSession } from "#lib/checkout/session.ts";
import { absoluteUrl } from "#lib/wire/product-view.ts";
import { LookAgain } from "../../components/look-again.tsx";
import { OpenPayment } from "./open-payment.tsx";

/** A session with an open payment: either the buyer has something to do, or only the payment service knows. */
export function WaitingPayment({
  session,
  publicUrl,
}: {
  readonly session: CheckoutSession;
  readonly publicUrl: string;
}) {
  if (session.status !== "awaiting_buyer") return <StillChecking href={`/checkout/${session.link}`} />;
  const isInstant = session.attempt.route === "instant";
  const confirmAt = isInstant && session.actionUrl !== null ? absoluteUrl(session.actionUrl, publicUrl) : null;
  return (
    <section aria-labelledby="open" className="card flex flex-col gap-5 p-5 sm:p-6">
      <div className="flex flex-col gap-2">
        <h2 id="open" className="text-title">
          {isInstant ? "Your bank asks you to confirm this payment" : "You have not paid yet"}
        </h2>
        <p className="text-muted">
          {isInstant
            ? "The payment that you started in ChatGPT is paid as soon as you confirm it. Nothing is charged before."
            : "The payment page for this order is open. Go on there, or close it to change the order."}
        </p>
      </div>
      <OpenPayment link={session.link} confirmAt={confirmAt} />
    </section>
  );
}

/** Money may have moved: nothing to do but to look again, and above all not to pay again. */
export function StillChecking({ href }: { readonly href: string }) {
  return (
    <section aria-labelledby="checking" className="card flex flex-col gap-4 p-5 sm:p-6">
      <h2 id="checking" className="text-title">
        We are still checking your payment
      </h2>
      <output>
        Please do not pay again. The payment service has not told us yet what became of the payment; this page asks
        again by itself.
      </output>
      <LookAgain href={href} />
    </section>
  );
}
