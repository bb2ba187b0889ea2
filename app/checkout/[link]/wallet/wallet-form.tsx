import type { CheckoutLink } from "#lib/ids.ts";
import { formAddress } from "../step.ts";
import { ASKED_FIELDS, type WalletAsks } from "./wallet-asks.ts";
import { WALLET_FORM, WALLET_TOKEN } from "./wallets.ts";

/** Sends what a wallet gave, with the digest of the order that its buyer saw when the press was confirmed. */
export function WalletForm({
  link,
  asks,
  mayRemember,
}: {
  readonly link: CheckoutLink;
  readonly asks: WalletAsks;
  readonly mayRemember: boolean;
}) {
  return (
    <form id={WALLET_FORM} method="post" action={formAddress(link, "wallet")} hidden>
      {["shown", WALLET_TOKEN, ...ASKED_FIELDS[asks]].map((name) => (
        <input key={name} type="hidden" name={name} />
      ))}
      {/* As the box in the form below is, which the script looks at. */}
      {asks !== "nothing" && mayRemember ? <input type="hidden" name="remember" value="on" disabled /> : null}
    </form>
  );
}
