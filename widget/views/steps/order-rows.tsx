import type { ReactNode } from "react";
import { regionName } from "#lib/wire/address/region-name.ts";
import { filled } from "#lib/wire/widget/filled.ts";
import { amountText, dayRange, totalOf } from "../amounts.ts";
import {
  chosenOptions,
  hasHiddenAddress,
  isUndelivered,
  parcelMessages,
  shownAddress,
  type Checkout,
} from "../../purchase/read-checkout.ts";
import { useTexts } from "../../texts/widget-texts.ts";
import { MessageList } from "../notices.tsx";
import type { BasketProps } from "./step-frame.tsx";

type RowProps = {
  readonly label: string;
  readonly children: ReactNode;
  /** An address has to be seen to the end, where the place is. */
  readonly isWhole?: boolean;
  /** A change is on its way. */
  readonly isBusy: boolean;
  /** What opens the step, where something can be changed, and what else. The second text is for screen readers. */
  readonly actions: readonly { readonly text: string; readonly of: string; readonly onPress: () => void }[];
  /** What the server says of it. */
  readonly messages?: Checkout["messages"];
};

/** One line of the order, and the button that opens it. */
function Row({ label, children, isWhole = false, isBusy, actions, messages = [] }: RowProps) {
  return (
    <div className="row">
      <p className={isWhole ? "row-text clamp whole" : "row-text clamp"}>
        <span className="quiet">{label}</span>
        {/* A Japanese bracket brings its own space. */}
        {label.endsWith("）") ? "" : " "}
        {children}
      </p>
      {actions.map(({ text, of, onPress }) => (
        <button
          key={text}
          type="button"
          className="text-button"
          aria-disabled={isBusy}
          onClick={() => (isBusy ? undefined : onPress())}
        >
          {text}
          <span className="unseen"> {of}</span>
        </button>
      ))}
      <MessageList messages={messages} />
    </div>
  );
}

/** Where the order goes, once that is known; one that was remembered says so. */
export function AddressRow({ basket, actions }: BasketProps) {
  const texts = useTexts();
  const { checkout, change } = basket;
  const label = isUndelivered(checkout) ? texts.buyersAddress : texts.deliverTo;
  const address = shownAddress(checkout);
  if (address === undefined)
    return hasHiddenAddress(checkout) ? (
      <Row label={label} isBusy={change !== null} actions={[]}>
        {texts.hiddenAddress}
      </Row>
    ) : null;
  const isRemembered = checkout.fulfillment_address === undefined;
  const edit = { text: texts.edit, of: texts.editAddress, onPress: () => actions.openStep("address") };
  const forget = {
    text: texts.forget,
    of: texts.forgetDetails,
    onPress: () => actions.send({ change: "forget" }),
  };
  return (
    <Row
      // Before the address, which may be cut off all the same.
      label={isRemembered ? filled(texts.rememberedAs, { label }) : label}
      isWhole
      isBusy={change !== null}
      actions={isRemembered ? [edit, forget] : [edit]}
    >
      <bdi>{addressLine({ ...address, state: texts.said(address.state) }, texts.locale)}</bdi>
    </Row>
  );
}

/** How it is delivered, when and for how much. */
export function DeliveryRow({ basket, locale, actions }: BasketProps) {
  const texts = useTexts();
  const { checkout, change } = basket;
  const options = checkout.fulfillment_options;
  const chosen = chosenOptions(checkout);
  const [first] = chosen;
  if (first === undefined) return null;
  // In one form of writing, so that the least is the first.
  const dated = chosen.filter((option) => option.days_unknown !== true);
  const [from = ""] = dated.map((option) => option.earliest_delivery_time).toSorted();
  const until =
    dated
      .map((option) => option.latest_delivery_time)
      .toSorted()
      .at(-1) ?? "";
  const messages = parcelMessages(checkout);
  // Of parcels each has its days, and those from the first to the last say nothing more.
  const days = messages.length > 0 && chosen.length === 1 ? "" : dayRange(from, until, texts.locale);
  const total = chosen.reduce((all, option) => all + option.total, 0);
  const price = total === 0 ? texts.free : amountText(checkout, total, locale);
  const onPress = () => actions.openStep("delivery");
  return (
    <Row
      label={texts.delivery}
      isBusy={change !== null}
      messages={messages}
      actions={options.length > chosen.length ? [{ text: texts.change, of: texts.changeDelivery, onPress }] : []}
    >
      <bdi>{[...new Set(chosen.map(({ title }) => title))].join(", ")}</bdi>
      {days !== "" && (
        <>
          {" · "}
          <bdi>{days}</bdi>
        </>
      )}
      {" · "}
      <bdi>{price}</bdi>
    </Row>
  );
}

/** What it costs. Before everything is known, what it costs so far. */
export function TotalRow({ basket, locale, actions }: BasketProps) {
  const texts = useTexts();
  const { checkout, change } = basket;
  const isBusy = change !== null;
  return (
    <div className="row total">
      <dl className="row-text">
        <dt>{checkout.state === "not_ready" ? texts.totalSoFar : texts.total}</dt>
        <dd>
          <bdi>{amountText(checkout, totalOf(checkout), locale)}</bdi>
        </dd>
      </dl>
      <button
        type="button"
        className="text-button"
        aria-disabled={isBusy}
        onClick={() => (isBusy ? undefined : actions.openStep("total"))}
      >
        {texts.details}
        <span className="unseen"> {texts.detailsOfTotal}</span>
      </button>
    </div>
  );
}

/** Characters of an address that fit in the lines it has, and of a part of a longer one. */
const LONG = 90;
const PART = 20;

/** With its beginning and its end, where a house number may be; the place comes after it and has to be seen too. */
function withoutMiddle(part: string): string {
  const letters = [...part];
  return letters.length <= PART ? part : `${letters.slice(0, PART - 10).join("")}…${letters.slice(-9).join("")}`;
}

/** An address as it is written: in Japan's own script from the largest part to the name, without spaces between places. */
function addressLine(address: NonNullable<Checkout["fulfillment_address"]>, locale: string): string {
  const { city, state, postal_code: code, country } = address;
  const short = Object.values(address).join(" ").length > LONG ? withoutMiddle : (part: string) => part;
  const [name, company] = [short(address.name), short(address.company ?? "")];
  const two = short(address.line_two ?? "");
  // A house number in front stays with its street.
  const one = short(address.line_one).replace(/^(\d\S*) /, "$1\u00a0");
  const joined = (parts: readonly string[], between: string) => parts.filter((part) => part !== "").join(between);
  if (country === "JP" && /[^\P{L}\p{Script=Latin}]/u.test(one))
    return joined([code === "" ? "" : `〒${code}`, `${state}${city}${one}`, two, company, name], " ");
  const comma = /\p{Script=Arabic}/u.test(one) ? "، " : ", ";
  return joined([name, company, one, two, city, joined([state, code], " "), regionName(country, locale)], comma);
}
