import { shownDigest } from "#lib/checkout/shown.ts";
import { formatMoney } from "#lib/money.ts";
import { Notice } from "../../../components/notice.tsx";
import { checkoutTexts } from "../../texts/checkout-texts.ts";
import { walletTexts } from "../../texts/wallet/wallet-texts.ts";
import { stoppedAt } from "../form-state.ts";
import { PolicyLinks } from "../sellers/sellers.tsx";
import type { StepsProps } from "../steps-props.ts";
import { walletAsks } from "./wallet-asks.ts";
import { WalletForm } from "./wallet-form.tsx";
import { WalletPlace } from "./wallet-place.tsx";
import { WALLETS_LATER } from "./wallets.ts";

/** The wallets at the top of the page, whatever step stands below them, and what became of a press while there is no Pay to say it. */
export function WalletsAbove(props: StepsProps) {
  const {
    session,
    details,
    deliversTo,
    wallets,
    hasWalletsNow,
    mayCostLess,
    sellers,
    part,
    mayRemember,
    answer,
    locale,
  } = props;
  const texts = checkoutTexts(locale);
  const stopped = part === "details" ? stoppedAt(answer, "order") : null;
  const asks = wallets === null ? null : walletAsks(props);
  return (
    <>
      {stopped === null ? null : (
        <Notice tone={stopped.tone} isUrgent>
          {stopped.message}
        </Notice>
      )}
      {wallets === null || asks === null ? null : asks === "address" && !hasWalletsNow ? (
        // Nobody without the script has a wallet, and the form with its list of countries is as long as a page may be. As high
        // as what comes, so that nothing below moves, with the shape of a button.
        <div
          id={WALLETS_LATER}
          className="min-h-54 before:block before:h-14 before:rounded-control before:bg-line noscript:hidden"
        />
      ) : (
        <>
          <WalletPlace
            link={session.link}
            buttons={wallets}
            asks={asks}
            countries={deliversTo}
            shown={shownDigest(session)}
            total={formatMoney(session.totals.total, locale)}
            seller={session.sellerName}
            payer={asks === "nothing" ? payerOn(details) : null}
            mayCostLess={mayCostLess}
            policies={<PolicyLinks consent={texts.consent(session.sellerName)} sellers={sellers} locale={locale} />}
            texts={walletTexts(locale)}
            delivery={texts.orderForm.delivery}
          />
          <WalletForm link={session.link} asks={asks} mayRemember={mayRemember} />
        </>
      )}
    </>
  );
}

/** Null where this browser is shown a part of it only: then the page has none to give to a wallet either. */
const payerOn = ({ buyer }: StepsProps["details"]) =>
  buyer?.kind === "full" ? { name: buyer.name, email: buyer.email } : null;
