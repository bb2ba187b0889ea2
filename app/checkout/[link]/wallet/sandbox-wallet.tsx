import type { WalletTexts } from "../../texts/wallet/en.ts";
import type { WalletAsks } from "./wallet-asks.ts";

const CARDS = ["ok", "declined", "3ds", "timeout_captured"] as const;

/**
 * A SIMULATED wallet with its sheet: each card is one of the sandbox bank's, and public/wallet/sandbox.js gives it to the page,
 * with what it has kept of its owner, where the page asks for that.
 */
export function SandboxWallet({
  asks,
  total,
  seller,
  texts,
}: {
  readonly asks: WalletAsks;
  readonly total: string;
  readonly seller: string;
  readonly texts: WalletTexts["sandbox"];
}) {
  return (
    <>
      <button type="button" id="sandbox-wallet" aria-haspopup="dialog" className="button button-quiet min-h-14">
        {texts.open}
      </button>
      <dialog
        id="sandbox-wallet-sheet"
        aria-labelledby="sandbox-wallet-title"
        className="card m-auto w-[calc(100%-2rem)] max-w-sm p-5 text-start backdrop:bg-black/50 sm:p-6"
      >
        <div className="flex flex-col gap-3">
          <h3 id="sandbox-wallet-title" className="text-title">
            {texts.title}
          </h3>
          <p className="text-caption text-muted">{texts.simulated}</p>
          {asks === "nothing" ? null : <p id="sandbox-wallet-owner" data-keep className="wrap-anywhere" />}
          {asks === "address" ? <SheetDelivery texts={texts} /> : null}
          <p
            id="sandbox-wallet-amount"
            aria-live="polite"
            data-amount={texts.amount("{total}", seller)}
            data-working={texts.working}
            data-undelivered={texts.undelivered}
            className="font-semibold tabular-nums"
          >
            {texts.amount(total, seller)}
          </p>
          {CARDS.map((card) => (
            <button key={card} type="button" data-card={card} className="button button-quiet">
              {texts.cards[card]}
            </button>
          ))}
          <button type="button" data-cancel className="link self-center py-2">
            {texts.cancel}
          </button>
        </div>
      </dialog>
    </>
  );
}

/**
 * Filled in by the script, which has the addresses; a place's ways to deliver are the server's to say. Lists and no menus, because a
 * browser cuts off what is wider than a menu's field.
 */
function SheetDelivery({ texts }: { readonly texts: WalletTexts["sandbox"] }) {
  return (["address", "delivery"] as const).map((part) => (
    <fieldset key={part} className="min-w-0">
      <legend className="text-caption font-medium">{texts[part]}</legend>
      <div
        id={`sandbox-wallet-${part}`}
        data-keep
        className="*:flex *:cursor-pointer *:items-start *:gap-3 *:py-1.5 [&_bdi]:min-w-0 [&_bdi]:wrap-anywhere [&_input]:mt-1 [&_input]:size-4.5 [&_input]:shrink-0 [&_input]:accent-accent"
      />
    </fieldset>
  ));
}
