import { isUndelivered, needsAddress } from "../purchase/read-checkout.ts";
import { canPay, type Basket } from "../purchase/purchase-phase.ts";
import { Said } from "./said.tsx";
import { useTexts, type Words } from "../texts/widget-texts.ts";
import type { PurchaseActions } from "../purchase/use-purchase.ts";

type Props = { readonly basket: Basket; readonly sum: string; readonly actions: PurchaseActions };
type Primary = {
  readonly label: string;
  /** Null where the button charges nothing yet. */
  readonly sum: string | null;
  readonly isOn: boolean;
  readonly note: string;
  readonly onPress: () => void;
};

/** At most two buttons: the route that was chosen and, after a sheet was left, the other one. */
export function PayButtons({ basket, sum, actions }: Props) {
  const texts = useTexts();
  const primary = primaryOf(basket, sum, texts, actions);
  const isExternal = basket.offer.kind === "offered" && basket.offer.route === "external";
  return (
    <section className="pay">
      <button
        type="button"
        className="button first"
        // Not `disabled`: whoever pressed it keeps the focus while the answer is awaited.
        aria-disabled={!primary.isOn}
        aria-describedby={basket.notices.length === 0 ? "pay-note" : undefined}
        onClick={primary.isOn ? primary.onPress : undefined}
      >
        {primary.sum === null ? (
          primary.label
        ) : (
          <span>
            <Said text={texts.withSum} label={primary.label} sum={primary.sum} />
          </span>
        )}
      </button>
      {!isExternal && canPay(basket, "external") && (
        <button type="button" className="text-button" onClick={actions.payOnSellersPage}>
          {texts.otherRoute}
        </button>
      )}
      {/* What has just happened matters more, and there is room for one. */}
      {basket.notices.length === 0 && (
        <p className="quiet pay-note" id="pay-note">
          {primary.note}
        </p>
      )}
    </section>
  );
}

/** The one button: to pay, or to give what paying in the chat still needs (docs/decisions/0055). */
function primaryOf(basket: Basket, sum: string, texts: Words, actions: PurchaseActions): Primary {
  const { offer, checkout, change } = basket;
  const label = offer.kind === "offered" ? offer.label : offer.lastLabel;
  const given = label === null ? null : texts.said(label);
  const charged = checkout.state === "ready" ? sum : null;
  if (offer.kind === "offered" && offer.route === "external") {
    const isOn = canPay(basket, "external");
    const note = checkout.missing.includes("seller")
      ? texts.notPayable
      : checkout.parts !== undefined
        ? texts.paysForAll
        : checkout.state === "ready"
          ? texts.paysOnSellersPage
          : texts.givesOnSellersPage;
    return {
      label: given ?? texts.continueToCheckout,
      sum: charged,
      isOn,
      note: isOn ? note : texts.changing,
      onPress: actions.payOnSellersPage,
    };
  }
  const isOffered = offer.kind === "offered" && change === null;
  if (needsAddress(checkout)) {
    const [label, note] = isUndelivered(checkout)
      ? [texts.addOwnAddress, texts.beforeTax]
      : [texts.addAddress, texts.beforeDelivery];
    return {
      label,
      sum: null,
      isOn: isOffered,
      note: isOffered ? note : whyOff(basket, texts),
      onPress: actions.giveDetails,
    };
  }
  if (checkout.missing.includes("delivery_option"))
    return {
      label: texts.otherAddress,
      sum: null,
      isOn: isOffered,
      note: texts.needsDelivery,
      onPress: actions.giveDetails,
    };
  const isOn = canPay(basket, "instant");
  const note = isOn ? texts.paysInChat : whyOff(basket, texts);
  return { label: given ?? texts.buyNow, sum: charged, isOn, note, onPress: actions.payInChat };
}

/** Why the button is off. */
function whyOff({ change, offer }: Basket, texts: Words): string {
  if (change !== null) return texts.changing;
  return offer.kind === "offered" ? texts.notPayable : texts.preparing;
}
