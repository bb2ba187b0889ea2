import type { ReactNode } from "react";
import { amountText, dayRange, totalOf } from "../amounts.ts";
import { isUndelivered, type Checkout } from "../../purchase/read-checkout.ts";
import { useTexts } from "../../texts/widget-texts.ts";
import type { BasketProps } from "./step-frame.tsx";

type RowProps = {
  readonly label: string;
  readonly children: ReactNode;
  readonly className?: string;
  /** What opens the step; null where nothing can be changed. The second text is for screen readers. */
  readonly action: { readonly text: string; readonly of: string; readonly onOpen: () => void } | null;
};

/** One line of the order, and the button that opens it. */
function Row({ label, children, className = "row", action }: RowProps) {
  return (
    <div className={className}>
      <p className="row-text">
        <span className="quiet">{label}</span> {children}
      </p>
      {action !== null && (
        <button type="button" className="text-button" onClick={action.onOpen}>
          {action.text}
          <span className="unseen"> {action.of}</span>
        </button>
      )}
    </div>
  );
}

/** Where the order goes, once that is known. */
export function AddressRow({ basket, actions }: BasketProps) {
  const texts = useTexts();
  const { checkout, change } = basket;
  const label = isUndelivered(checkout) ? texts.buyersAddress : texts.deliverTo;
  const address = checkout.fulfillment_address;
  if (address === undefined) {
    const isOnPage = checkout.messages.some(({ type, param }) => type === "info" && param === "$.fulfillment_address");
    return isOnPage ? (
      <Row label={label} action={null}>
        {texts.addressFromPage}
      </Row>
    ) : null;
  }
  const onOpen = () => (change === null ? actions.openStep("address") : undefined);
  return (
    <Row label={label} action={{ text: texts.edit, of: texts.editAddress, onOpen }}>
      <bdi>{addressLine(address)}</bdi>
    </Row>
  );
}

/** How it is delivered, when and for how much. */
export function DeliveryRow({ basket, locale, actions }: BasketProps) {
  const texts = useTexts();
  const { checkout, change } = basket;
  const options = checkout.fulfillment_options;
  const chosen = options.find(({ id }) => id === checkout.fulfillment_option_id);
  if (chosen === undefined) return null;
  const days = dayRange(chosen.earliest_delivery_time, chosen.latest_delivery_time, texts.locale);
  const price = chosen.total === 0 ? texts.free : amountText(checkout, chosen.total, locale);
  const onOpen = () => (change === null ? actions.openStep("delivery") : undefined);
  return (
    <Row
      label={texts.delivery}
      action={options.length > 1 ? { text: texts.change, of: texts.changeDelivery, onOpen } : null}
    >
      <bdi>{chosen.title}</bdi>
      {days === "" ? "" : `, ${days}`}, <bdi>{price}</bdi>
    </Row>
  );
}

/** What it costs. Before everything is known, what it costs so far. */
export function TotalRow({ basket, locale, actions }: BasketProps) {
  const texts = useTexts();
  const { checkout, change } = basket;
  const onOpen = () => (change === null ? actions.openStep("total") : undefined);
  return (
    <div className="row total">
      <dl className="row-text">
        <dt>{checkout.state === "not_ready" ? texts.totalSoFar : texts.total}</dt>
        <dd>
          <bdi>{amountText(checkout, totalOf(checkout), locale)}</bdi>
        </dd>
      </dl>
      <button type="button" className="text-button" onClick={onOpen}>
        {texts.details}
        <span className="unseen"> {texts.detailsOfTotal}</span>
      </button>
    </div>
  );
}

function addressLine(address: NonNullable<Checkout["fulfillment_address"]>): string {
  const { name, company = "", line_one: one, line_two: two = "", city, state, postal_code: code, country } = address;
  return [name, company, one, two, city, [state, code].filter((part) => part !== "").join(" "), country]
    .filter((part) => part !== "")
    .join(", ");
}
