import type { CheckoutSession } from "#lib/checkout/session.ts";
import { BackToChat } from "../../components/back-to-chat.tsx";

/** A checkout that takes no payment any more. */
export function ClosedCheckout({
  session,
  returnUrl,
}: {
  readonly session: CheckoutSession;
  readonly returnUrl: string | null;
}) {
  return (
    <section aria-labelledby="closed" className="card flex flex-col gap-4 p-5 sm:p-6">
      <h2 id="closed" className="text-title">
        {session.status === "expired" ? "This checkout has expired" : "This checkout was canceled"}
      </h2>
      <p>
        {session.status === "expired"
          ? "Prices are kept for some hours only. Nothing was charged."
          : "Nothing was charged."}{" "}
        To buy these things, go back to the chat and ask for a new checkout.
      </p>
      <BackToChat returnUrl={returnUrl} />
    </section>
  );
}
