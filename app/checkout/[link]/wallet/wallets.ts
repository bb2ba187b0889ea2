import { STRIPE_WALLETS } from "#lib/payments/stripe/wallet/buttons.ts";

/** The script that shows each kind of buttons; a provider's is in a file that bears its name. */
export const WALLETS: ReadonlyMap<string, { readonly module: string; readonly isSimulated: boolean }> = new Map([
  [STRIPE_WALLETS, { module: "/wallet/stripe.js", isSimulated: false }],
  ["sandbox_wallet", { module: "/wallet/sandbox.js", isSimulated: true }],
]);

/** Stands for the wallets on a page that is long already, until public/checkout.js has read the page with them. */
export const WALLETS_LATER = "wallets-later";
/** The parameter of a page's address that asks for them. */
export const WALLETS_PARAMETER = "wallets";

/** The form that a wallet's press is sent by; the hidden fields are filled in by public/wallet/place.js. */
export const WALLET_FORM = "wallet-form";
/** What the wallet gave to the browser. */
export const WALLET_TOKEN = "wallet_token";
/** What is not true any more while a wallet is charged: that nothing is. */
export const LEAVE = "leave";
