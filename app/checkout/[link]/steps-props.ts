import type { CheckoutSession } from "#lib/checkout/session.ts";
import type { AddressCompletion } from "#lib/completion/address-completion.ts";
import type { EmbeddedForm } from "#lib/payments/embedded-form.ts";
import type { ShownDetails } from "#lib/purchase/access/shown-details.ts";
import type { PaymentService } from "../../components/payment-service.ts";
import type { CheckoutPart } from "./checkout-part.ts";
import type { SellersPolicies } from "./sellers/sellers.tsx";
import type { FormAnswer } from "./form-state.ts";

/** What each step of a checkout is drawn from. */
export type StepsProps = {
  readonly session: CheckoutSession;
  readonly details: ShownDetails;
  /** The codes of the countries that everything of it can be sent to; null: all. */
  readonly deliversTo: readonly string[] | null;
  readonly provider: PaymentService;
  /** The wallets that can pay; null: none. */
  readonly wallets: EmbeddedForm | null;
  /** The page's address asks for the wallets' place also beside a form that is long already. */
  readonly hasWalletsNow: boolean;
  /** Who buys is not known, and a discount may depend on it. */
  readonly mayCostLess: boolean;
  /** Whose policies stand near Pay. */
  readonly sellers: SellersPolicies;
  readonly locale: string;
  readonly part: CheckoutPart;
  /** The page's address says that the details are changed. */
  readonly changesDetails: boolean;
  /** The payment provider does not take the e-mail address. */
  readonly refusesEmail: boolean;
  /** Who completes addresses while they are typed; null: nobody. */
  readonly completion: AddressCompletion | null;
  /** The buyer may have the details remembered for the next purchase. */
  readonly mayRemember: boolean;
  /** What the form that was sent last led to. */
  readonly answer: FormAnswer | null;
  /** The country whose fields the form is asked for; null: the one that is known. */
  readonly country: string | null;
};
