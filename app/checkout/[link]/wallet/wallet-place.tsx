import type { ReactNode } from "react";
import { invariant } from "#lib/invariant.ts";
import type { CheckoutLink } from "#lib/ids.ts";
import type { EmbeddedForm } from "#lib/payments/embedded-form.ts";
import { Unbroken } from "../../../components/unbroken.tsx";
import type { WalletTexts } from "../../texts/wallet/en.ts";
import { SandboxWallet } from "./sandbox-wallet.tsx";
import type { WalletAsks } from "./wallet-asks.ts";
import { WALLETS } from "./wallets.ts";

/** Has no height until the script has buttons to show, and is laid out all the same, because the buttons measure their place. */
const UNTIL_READY =
  "invisible absolute inset-x-0 h-0 overflow-hidden has-[[data-ready]]:visible has-[[data-ready]]:static has-[[data-ready]]:h-auto has-[[data-ready]]:overflow-visible";

/** The place at the top of the page that public/wallet/place.js fills, where this browser has a wallet. */
export function WalletPlace({
  link,
  buttons,
  asks,
  countries,
  shown,
  total,
  seller,
  payer,
  mayCostLess,
  policies,
  texts,
  delivery,
}: {
  readonly link: CheckoutLink;
  readonly buttons: EmbeddedForm;
  readonly asks: WalletAsks;
  /** Where something may be sent, as codes; null: everywhere. */
  readonly countries: readonly string[] | null;
  /** The digest of this page's order. */
  readonly shown: string;
  readonly total: string;
  readonly seller: string;
  /** Who the checkout says pays, as this browser may read it; null: the wallet is asked for an e-mail address. */
  readonly payer: { readonly name: string; readonly email: string } | null;
  /** The press may give what takes the total down, which is then shown before it is charged. */
  readonly mayCostLess: boolean;
  /** Stand below the buttons: what the buyer accepts. */
  readonly policies: ReactNode;
  readonly texts: WalletTexts;
  /** What a sheet calls the delivery while it has no place. */
  readonly delivery: string;
}) {
  const wallet = WALLETS.get(buttons.kind);
  const { paying, updating, applying, slow, undelivered, unanswered } = texts.says;
  invariant(wallet !== undefined, "every kind of buttons that an adapter makes can be shown");
  const isSent = asks === "address";
  const says = { paying, updating, applying, slow, ...(isSent ? { undelivered, unanswered, delivery } : {}) };
  return (
    <fieldset
      id="wallets"
      aria-label={texts.title}
      data-module={wallet.module}
      data-parameters={JSON.stringify(buttons.parameters)}
      data-asks={asks}
      data-countries={isSent && countries !== null && !wallet.isSimulated ? countries.join(" ") : undefined}
      data-preview={isSent ? `/checkout/${link}/wallet/preview` : undefined}
      data-shown={shown}
      data-payer={wallet.isSimulated ? undefined : JSON.stringify(payer)}
      data-says={JSON.stringify(says)}
      className={`flex min-w-0 flex-col gap-3 ${UNTIL_READY}`}
    >
      {/* What the script puts in stays when the page is made like a newer one (public/morph.js). */}
      <div id="wallet-buttons" data-keep className={wallet.isSimulated ? "hidden" : undefined} />
      {wallet.isSimulated ? <SandboxWallet asks={asks} total={total} seller={seller} texts={texts.sandbox} /> : null}
      {/* There from the start, because a live region that comes with its words says nothing. */}
      <div
        id="wallet-says"
        aria-live="polite"
        data-keep
        className="empty:absolute not-empty:rounded-control not-empty:bg-sunken not-empty:px-4 not-empty:py-3"
      />
      {asks === "nothing" ? null : <Given asks={asks} mayCostLess={mayCostLess} texts={texts} />}
      {policies}
      <p className="flex items-center gap-4 text-caption text-muted before:h-px before:grow before:bg-line after:h-px after:grow after:bg-line">
        {texts.or}
      </p>
    </fieldset>
  );
}

/** What the wallet gives, and what may follow from it. */
type GivenProps = {
  readonly asks: Exclude<WalletAsks, "nothing">;
  readonly mayCostLess: boolean;
  readonly texts: WalletTexts;
};
function Given({ asks, mayCostLess, texts }: GivenProps) {
  return [texts.gives[asks], ...(mayCostLess ? [texts.mayCostLess] : [])].map((words) => (
    <p key={words} className="text-center text-caption text-muted">
      <Unbroken>{words}</Unbroken>
    </p>
  ));
}
