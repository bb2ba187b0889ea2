import { chosenIds } from "../checkout/parts.ts";
import type { CheckoutSession } from "../checkout/session.ts";
import { includedInGoods, insideDelivery } from "../checkout/taxes/line.ts";
import { missingDetails, type MissingDetail } from "../checkout/session.ts";
import { cameFromOutside } from "../checkout/ownership.ts";
import { formatMoney, type Money } from "../money.ts";
import type { AmountRefusal, AmountVerdict } from "../payments/provider.ts";
import type { FailedPayment } from "../purchase/payment/failed-payment.ts";
import { quoted } from "../plain-text.ts";
import { DEFAULT_LOCALE } from "./accept-language.ts";
import { isolated, languageOf } from "./languages.ts";
import { paymentMessages } from "./payment-messages.ts";
import { aboutSellers } from "./sellers/parts-view.ts";
import { awaitedText } from "./products/awaited.ts";
import { dayRange } from "./products/day-range.ts";
import { parcelsText } from "./products/parcels.ts";
import { taxLabel } from "../checkout/taxes/label.ts";
import { sentences } from "./text-tables.ts";
import { paymentTexts } from "./texts/payment/payment-texts.ts";
import { PARCELS_PARAM, type MessageView } from "./host-session.ts";
import type { CardTexts, TranslatedCard } from "./texts/card/card.ts";
import { CHECKOUT_TEXTS } from "./texts/checkout.ts";

/** Of a surface: how the reader writes amounts, and what the payment provider can be paid. */
export type MessageEdge = {
  readonly locale: string;
  readonly takes: (amount: Money) => AmountVerdict;
  /** In the reader's language, for a card; absent: in English, which models read. */
  readonly texts?: TranslatedCard;
};

/** The total of a session that can still be paid, when the provider does not take it; null when all is well. */
export function refusedTotal({ status, totals }: CheckoutSession, takes: MessageEdge["takes"]): AmountRefusal | null {
  if (status !== "ready" || totals.total.amountMinor === 0) return null;
  const verdict = takes(totals.total);
  return verdict.kind === "taken" ? null : verdict;
}

/** Pre-orders and back-orders among the lines, which come later than the rest, and the parcels that it comes in then. */
export function awaitedMessages(session: CheckoutSession, locale: string, translated?: TranslatedCard): MessageView[] {
  return [...awaitedLines(session, locale, translated), ...parcelMessages(session, locale, translated)];
}

function awaitedLines(
  { lineItems }: CheckoutSession,
  locale: string,
  translated?: TranslatedCard,
): readonly MessageView[] {
  const textsOf = translated === undefined ? undefined : () => ({ ...translated, locale });
  const texts = translated ?? CHECKOUT_TEXTS;
  return lineItems.flatMap((line, index): MessageView[] => {
    const words = awaitedText(line, locale, textsOf);
    const content = words === null ? null : texts.awaited(line.title, words);
    return content === null ? [] : [{ type: "info", param: `$.line_items[${index}]`, content_type: "plain", content }];
  });
}

/** For each delivery that is chosen, when there is more than one parcel of it, or one without a date. */
function parcelMessages(session: CheckoutSession, locale: string, translated?: TranslatedCard): readonly MessageView[] {
  const language = translated === undefined && languageOf(locale) !== "en" ? DEFAULT_LOCALE : locale;
  const chosen = session.deliveryOptions.filter(({ id }) => chosenIds(session).includes(id));
  return chosen.flatMap((option): readonly MessageView[] => {
    const parcels = parcelsText(option, session.lineItems, language, {
      days: ({ earliest, latest }) => dayRange(earliest, latest, language),
      title: translated === undefined ? quoted : (title) => translated.named(isolated(title)),
    });
    if (parcels === null) return [];
    const content = sentences(language, ...[parcels.heading ?? [], parcels.lines.join(" · ")].flat());
    return [{ type: "info", param: PARCELS_PARAM, content_type: "plain", content }];
  });
}

const MISSING_PARAMS: Readonly<Record<MissingDetail, string>> = {
  delivery_address: "$.fulfillment_address",
  delivery_option: "$.fulfillment_option_id",
  tax_address: "$.fulfillment_address",
  exact_address: "$.fulfillment_address.postal_code",
  // Of no field: nothing that the buyer gives makes it known.
  tax: "$.totals",
  seller: "$",
};

/**
 * What a buyer should know about a session: what is missing, what is sent later, a total that cannot be paid, codes that did not count, tax that
 * the prices contain.
 */
export function checkoutMessages(
  session: CheckoutSession,
  { locale, takes, texts: translated }: MessageEdge,
): MessageView[] {
  const texts: CardTexts = translated ?? CHECKOUT_TEXTS;
  const missing = missingDetails(session).map((detail): MessageView => ({
    type: "error",
    // No detail that the buyer could give.
    code: detail === "seller" ? "invalid" : "missing",
    param: MISSING_PARAMS[detail],
    content_type: "plain",
    content: detail === "seller" ? aboutSellers(session, texts.missing.seller) : texts.missing[detail],
  }));
  const rejected = session.rejectedDiscounts.map(({ code, reason }): MessageView => ({
    type: "info",
    param: "$.discount_codes",
    content_type: "plain",
    content: texts.codeNotUsed(code, reason),
  }));
  const refusal = refusedTotal(session, takes);
  const refused =
    refusal === null
      ? []
      : paymentMessages(
          { kind: "amount_not_taken", why: refusal },
          translated === undefined ? undefined : paymentTexts(locale),
        );
  const given: MessageView[] =
    session.address === null || cameFromOutside(session.origins.address)
      ? []
      : [
          {
            type: "info",
            param: "$.fulfillment_address",
            content_type: "plain",
            content: (session.origins.address === "remembered" ? texts.addressRemembered : texts.addressGivenOnPage)(
              session.address.country,
            ),
          },
        ];
  const tax = [
    ...includedInGoods(session.taxLines).map((line) => [texts.includedTax, line] as const),
    ...insideDelivery(session.taxLines)
      .filter((line) => line.mode === "included")
      .map((line) => [texts.deliveryTax, line] as const),
  ].map(([said, line]): MessageView => ({
    type: "info",
    param: "$.totals",
    content_type: "plain",
    content: said(formatMoney(line.amount, locale), taxLabel(line, locale)),
  }));
  const ofLines = session.lineItems.flatMap((line) =>
    line.reductions.map((one): MessageView => ({
      type: "info",
      param: "$.line_items",
      content_type: "plain",
      content: texts.lineDiscount(one.title, formatMoney(one.amount, locale), line.title),
    })),
  );
  return [
    ...missing,
    ...refused,
    ...awaitedMessages(session, locale, translated),
    ...given,
    ...rejected,
    ...ofLines,
    ...tax,
  ];
}

/** For a buyer who left the payment page believing that all was well. */
export function failedPaymentMessage(
  { failedAt }: FailedPayment,
  locale: string,
  texts: Pick<CardTexts, "paymentFailed"> = CHECKOUT_TEXTS,
): MessageView {
  const day = failedAt.toLocaleDateString(locale, { dateStyle: "long", timeZone: "UTC" });
  return { type: "info", param: "$.status", content_type: "plain", content: texts.paymentFailed(day) };
}
