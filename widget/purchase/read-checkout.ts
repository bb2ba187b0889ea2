import { isCurrency, type Currency } from "#lib/money.ts";
import { PARCELS_PARAM } from "#lib/wire/host-session.ts";
import {
  checkoutView,
  chooseRouteOutput,
  KEPT_META,
  keptView,
  type CheckoutView,
  type KeptView,
} from "#lib/wire/tool-contract.ts";
import { metaValue } from "../host/meta-value.ts";

/** A checkout whose shape was checked: every address in it is a web address, and its currency is one we can write. */
export type Checkout = Omit<CheckoutView, "currency"> & {
  readonly currency: Currency;
  /** What came beside it for our widget alone; null: nothing did. */
  readonly kept: KeptView | null;
};

/** Reads a checkout that came through the host, and what its `_meta` adds; null when it is not one. Nothing in it is trusted before this. */
export function readCheckout(structured: unknown, meta?: unknown): Checkout | null {
  const read = checkoutView.safeParse(structured);
  if (!read.success) return null;
  const { currency: code, action_url: actionUrl, ...view } = read.data;
  const currency = code.toUpperCase();
  if (!isCurrency(currency) || webAddress(view.continue_url) === null) return null;
  const action = webAddress(actionUrl);
  const kept = keptView.safeParse(metaValue(meta, KEPT_META));
  return {
    ...view,
    currency,
    kept: kept.success ? kept.data : null,
    ...(action === null ? {} : { action_url: action }),
  };
}

/** True when there is an address that the answer does not have, since the model would read it there. */
export const hasHiddenAddress = ({ messages }: Checkout): boolean =>
  messages.some(({ type, param }) => type === "info" && param === "$.fulfillment_address");

/** The address as far as this widget may show it: from the answer, or the one that the shopper had remembered. */
export const shownAddress = (checkout: Checkout): Checkout["fulfillment_address"] =>
  checkout.fulfillment_address ?? (hasHiddenAddress(checkout) ? checkout.kept?.address : undefined);

/** The ways to deliver that are chosen: one, or one of each of several sellers. */
export const chosenOptions = ({
  fulfillment_options: options,
  fulfillment_option_id: only,
  parts = [],
}: Pick<Checkout, "fulfillment_options" | "fulfillment_option_id" | "parts">): Checkout["fulfillment_options"] => {
  const ids = [only, ...parts.map(({ fulfillment_option_id: id }) => id)];
  return options.filter(({ id }) => ids.includes(id));
};

/** What is said of a delivery that comes in several parcels, or on a day that nobody knows. */
export const parcelMessages = ({ messages }: Checkout): Checkout["messages"] =>
  messages.filter(({ type, param }) => type === "info" && param === PARCELS_PARAM);

/** True while an address is missing: to deliver to, or because the tax goes by where the buyer is. */
export const needsAddress = ({ missing }: Checkout): boolean =>
  missing.includes("delivery_address") || missing.includes("tax_address") || missing.includes("exact_address");

/** True when nothing is sent: an address is then the buyer's own. */
export const isUndelivered = ({ missing, fulfillment_options: options }: Checkout): boolean =>
  options.length === 0 && !missing.includes("delivery_address") && !missing.includes("delivery_option");

export type RouteReading = {
  readonly route: "instant" | "external" | null;
  readonly label: string;
  /** The experiment alone decided. Only then is it worth recording what the buyer saw. */
  readonly isInExperiment: boolean;
  readonly checkout: Checkout;
};

/** Reads the answer of `choose_route`; null when it is not one, and the route is then external. */
export function readRoute(structured: unknown, meta?: unknown): RouteReading | null {
  const read = chooseRouteOutput.safeParse(structured);
  if (!read.success) return null;
  const checkout = readCheckout(read.data.checkout, meta);
  if (checkout === null) return null;
  const { route, reason, button_label: label } = read.data;
  return { route, label, isInExperiment: reason === "variant_instant" || reason === "variant_external", checkout };
}

/** The address when it leads to a web page, else null; so no script hides behind a link. */
export function webAddress(text: string | undefined): string | null {
  if (text === undefined || !URL.canParse(text)) return null;
  const { protocol, username } = new URL(text);
  return (protocol === "https:" || protocol === "http:") && username === "" ? text : null;
}

/** What the payment sheet answered, as far as words for the buyer go. It never proves what became of the payment. */
export function readSheetMessages(answer: unknown): readonly string[] {
  if (typeof answer !== "object" || answer === null || !("messages" in answer) || !Array.isArray(answer.messages))
    return [];
  return (answer.messages as readonly unknown[])
    .flatMap((message) =>
      typeof message === "object" &&
      message !== null &&
      "type" in message &&
      message.type === "error" &&
      "content" in message &&
      typeof message.content === "string"
        ? [message.content.slice(0, 300)]
        : [],
    )
    .slice(0, 3);
}

/** Who sells, in the words of a language: "Fernweh and Reed Press". */
export const sellersOf = ({ parts, seller_name: name }: Checkout, locale: string): string =>
  parts === undefined
    ? name
    : new Intl.ListFormat(locale, { type: "conjunction" }).format(parts.map((part) => part.seller_name));
