import type { CheckoutLink } from "#lib/ids.ts";
import { formAddress } from "../step.ts";
import { WALLET_FORM, WALLET_TOKEN } from "./wallets.ts";

/** Sends what a wallet gave, with the digest of the order that stood on the screen when its button was pressed. */
export function WalletForm({ link }: { readonly link: CheckoutLink }) {
  return (
    <form id={WALLET_FORM} method="post" action={formAddress(link, "wallet")} hidden>
      <input type="hidden" name="shown" />
      <input type="hidden" name={WALLET_TOKEN} />
    </form>
  );
}
