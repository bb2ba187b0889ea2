import { changedParts, shownDigest } from "#lib/checkout/shown.ts";
import type { Storefront } from "#lib/purchase/storefront.ts";
import { walletTexts } from "../../texts/wallet/wallet-texts.ts";
import { textOf, typedDetails } from "../form-state.ts";
import { chosenInSheet } from "../wallet/chosen-in-sheet.ts";
import { WALLET_TOKEN } from "../wallet/wallets.ts";
import { openedElsewhere, saveDetails, type SavedDetails } from "./details.ts";
import { canChange, refusal, textOfChange } from "./order.ts";
import { textOfMessages } from "./payment.ts";
import { stopped, type StepCall, type StepResult } from "./step-call.ts";

/**
 * Pays with what a wallet gave to the page, for the order that stood there when its button was pressed, or that its sheet
 * showed. A wallet that stands above the details gives those as well. Without a token the page says what has changed on it, or
 * that the wallet gave none.
 */
export async function payByWallet(call: StepCall): Promise<StepResult> {
  const { form, session, storefront, locale } = call;
  const token = textOf(form, WALLET_TOKEN);
  const shown = textOf(form, "shown");
  const givesDetails = form.has("email");
  const texts = walletTexts(locale);
  // With details it is a wallet that failed: what its sheet showed is of their address, and nothing else changed.
  const isOfPage = token === "" && textOf(form, "email") === "" && canChange(session);
  const parts = isOfPage ? changedParts(shown, session) : [];
  if (parts.length > 0) return stopped(session, "order", textOfChange(call, session, parts), "warning");
  if (token === "") return stopped(session, "order", givesDetails ? texts.unavailableYet : texts.unavailable);
  // What can no longer be changed may be this press, sent once more.
  if (!givesDetails || !canChange(session)) return press(call, storefront, { token, shown });
  if (!call.details.mayChange) return openedElsewhere(session, typedDetails(form));
  return payWithDetails(call, { token, shown });
}

type Press = Pick<Parameters<Storefront["openWalletPayment"]>[0], "token" | "shown">;

/**
 * Saves what the wallet gave as if it had been typed, and pays when the order is then the one that its sheet showed, in all but
 * what came with the press itself, which no sheet shows before it is confirmed. Otherwise nothing is charged, the details stay,
 * and the page says what is new.
 */
async function payWithDetails(call: StepCall, { token, shown }: Press): Promise<StepResult> {
  const typing = call.typing();
  const saved = await saveWithDelivery(call, typing);
  if (saved.kind === "answered") return saved.result;
  if (saved.kind === "unchanged")
    return saved.why?.kind === "refused" ? refusal(call, "order", saved.why) : press(call, typing, { token, shown });
  const { session, given } = saved;
  const parts = changedParts(shown, session).filter((part) => !given.includes(part));
  if (parts.length > 0) return stopped(session, "order", textOfChange(call, session, parts), "warning");
  return press({ ...call, session }, typing, { token, shown: shownDigest(session) });
}

/** With the delivery that was chosen in the sheet. Where the whole address has no such delivery, the details are saved without. */
async function saveWithDelivery(call: StepCall, storefront: Storefront): Promise<SavedDetails> {
  const typed = typedDetails(call.form);
  const saved = await saveDetails(call, storefront, typed, chosenInSheet(call.form, call.session));
  const isNotOffered =
    saved.kind === "unchanged" &&
    saved.why?.kind === "refused" &&
    saved.why.problems.every(({ kind }) => kind === "delivery_option_not_offered");
  return isNotOffered ? saveDetails(call, storefront, typed) : saved;
}

async function press(call: StepCall, storefront: Storefront, { token, shown }: Press): Promise<StepResult> {
  const { session, locale } = call;
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
