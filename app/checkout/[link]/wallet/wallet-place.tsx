import { invariant } from "#lib/invariant.ts";
import type { EmbeddedForm } from "#lib/payments/embedded-form.ts";
import type { WalletTexts } from "../../texts/wallet/en.ts";
import { SandboxWallet } from "./sandbox-wallet.tsx";
import { WALLETS } from "./wallets.ts";

/** Has no height until the script has buttons to show, and is laid out all the same, because the buttons measure their place. */
const UNTIL_READY =
  "invisible absolute inset-x-5 h-0 overflow-hidden has-[[data-ready]]:visible has-[[data-ready]]:static has-[[data-ready]]:h-auto has-[[data-ready]]:overflow-visible";

/** The place above Pay that public/wallet/place.js fills, where this browser has a wallet. */
export function WalletPlace({
  buttons,
  shown,
  total,
  seller,
  payer,
  texts,
}: {
  readonly buttons: EmbeddedForm;
  /** The digest of this page's order. */
  readonly shown: string;
  readonly total: string;
  readonly seller: string;
  /** Who the checkout says pays, as this browser may read it; null: the wallet is asked for an e-mail address. */
  readonly payer: { readonly name: string; readonly email: string } | null;
  readonly texts: WalletTexts;
}) {
  const wallet = WALLETS.get(buttons.kind);
  const { paying, updating, applying, slow } = texts.says;
  invariant(wallet !== undefined, "every kind of buttons that an adapter makes can be shown");
  return (
    <fieldset
      id="wallets"
      aria-label={texts.title}
      data-module={wallet.module}
      data-parameters={JSON.stringify(buttons.parameters)}
      data-shown={shown}
      data-payer={wallet.isSimulated ? undefined : JSON.stringify(payer)}
      data-says={JSON.stringify({ paying, updating, applying, slow })}
      className={`flex min-w-0 flex-col gap-3 ${UNTIL_READY}`}
    >
      {/* What the script puts in stays when the page is made like a newer one (public/morph.js). */}
      <div id="wallet-buttons" data-keep className={wallet.isSimulated ? "hidden" : undefined} />
      {wallet.isSimulated ? <SandboxWallet total={total} seller={seller} texts={texts.sandbox} /> : null}
      {/* There from the start, because a live region that comes with its words says nothing. */}
      <div
        id="wallet-says"
        aria-live="polite"
        data-keep
        className="empty:absolute not-empty:rounded-control not-empty:bg-sunken not-empty:px-4 not-empty:py-3"
      />
      <p className="text-center text-caption text-muted">{texts.or}</p>
    </fieldset>
  );
}
