import type { WalletTexts } from "../../texts/wallet/en.ts";

const CARDS = ["ok", "declined", "3ds", "timeout_captured"] as const;

/** A SIMULATED wallet with its sheet: each card is one of the sandbox bank's, and public/wallet/sandbox.js gives it to the page. */
export function SandboxWallet({
  total,
  seller,
  texts,
}: {
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
        className="card m-auto w-full max-w-sm p-5 text-start backdrop:bg-black/50 sm:p-6"
      >
        <div className="flex flex-col gap-3">
          <h3 id="sandbox-wallet-title" className="text-title">
            {texts.title}
          </h3>
          <p className="text-caption text-muted">{texts.simulated}</p>
          <p className="font-semibold tabular-nums">{texts.amount(total, seller)}</p>
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
