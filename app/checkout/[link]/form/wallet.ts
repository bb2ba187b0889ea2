import { walletTexts } from "../../texts/wallet/wallet-texts.ts";
import { textOf } from "../form-state.ts";
import { WALLET_TOKEN } from "../wallet/wallets.ts";
import { textOfChange } from "./order.ts";
import { textOfMessages } from "./payment.ts";
import { stopped, type StepCall, type StepResult } from "./step-call.ts";

/** Pays with what a wallet gave to the page, for the order that stood there when its button was pressed. */
export async function payByWallet(call: StepCall): Promise<StepResult> {
  const { form, session, storefront, locale } = call;
  const token = textOf(form, WALLET_TOKEN);
  if (token === "") return stopped(session, "order", walletTexts(locale).unavailable);
  const shown = textOf(form, "shown");
  const outcome = await storefront.openWalletPayment({ sessionId: session.id, token, shown });
  switch (outcome.kind) {
    case "completed":
      return { kind: "left", location: `/checkout/${session.link}/done` };
    case "action_required":
      return outcome.actionUrl === null ? { kind: "shown" } : { kind: "left", location: outcome.actionUrl };
    case "not_found":
      return { kind: "missing" };
    // The page shows each of these by itself.
    case "still_checking":
    case "payment_in_progress":
    case "closed":
      return { kind: "shown" };
    case "changed":
      return stopped(outcome.session, "order", textOfChange(call, outcome.session, outcome.parts), "warning");
    case "payment_rejected":
    case "wallet_unavailable":
      return stopped(outcome.session, "order", walletTexts(locale).unavailable);
    default:
      return stopped(outcome.session, "order", textOfMessages(outcome, locale));
  }
}
