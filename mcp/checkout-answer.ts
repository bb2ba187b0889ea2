import { isInOtherScript, shownRegion } from "#lib/checkout/regions/regions.ts";
import type { CheckoutState } from "#lib/purchase/checkout-state.ts";
import { checkoutView, type AddressRule } from "#lib/wire/checkout-view.ts";
import type { MessageView } from "#lib/wire/host-session.ts";
import { languageOf, type Language } from "#lib/wire/languages.ts";
import type { TranslatedCard } from "#lib/wire/texts/card/card.ts";
import { CHECKOUT_TEXTS } from "#lib/wire/texts/checkout.ts";
import { paymentTexts } from "#lib/wire/texts/payment/payment-texts.ts";
import { cardTexts } from "#lib/wire/texts/card/card-texts.ts";
import type { CheckoutView } from "#lib/wire/tool-contract.ts";
import { checkoutText } from "./checkout-text.ts";
import { TEXTS } from "./texts.ts";
import type { Saying, ToolAnswer, ToolContext } from "./tool.ts";

/** Messages in English, or in the language of a card. */
type News = (texts: TranslatedCard | null) => readonly MessageView[];

/**
 * A checkout as a tool's answer. `news` comes first, in the view and, being new, in the text. Beside it is what a card says
 * of it in its reader's language.
 */
export function checkoutAnswer(
  state: CheckoutState,
  { edge, caller, language }: ToolContext,
  news: News = () => [],
  shows: AddressRule = "while_open",
): Extract<ToolAnswer<CheckoutView>, { kind: "answer" }> {
  const { locale } = caller;
  const structured = withNews(checkoutView(state, { ...edge, locale }, shows), news(null));
  const said = cardSayings(state, { edge, caller, language }, structured, { news, shows });
  return { kind: "answer", structured, text: checkoutText(structured, locale), ...(said === null ? {} : { said }) };
}

/** What a card says of an answer about a checkout, in its reader's language; null in English. */
export function cardSayings(
  state: CheckoutState,
  { edge, caller, language }: ToolContext,
  answer: CheckoutView,
  { news = () => [], shows }: { readonly news?: News; readonly shows: AddressRule },
): readonly Saying[] | null {
  const texts = cardTexts(language);
  if (texts === null) return null;
  const view = checkoutView(state, { ...edge, locale: localeIn(language, caller.locale), texts }, shows);
  const region = regionSaying(answer.fulfillment_address, localeIn(language, caller.locale));
  return [...sayings(answer, withNews(view, news(texts))), ...region];
}

/**
 * The region of an address that a card shows, in the script of its reader or of the address. Also where it is the same, because
 * a card keeps what was said of an address before.
 */
export function regionSaying(address: CheckoutView["fulfillment_address"], locale: string): readonly Saying[] {
  if (address === undefined) return [];
  const { country, state, line_one: street } = address;
  return state === "" ? [] : [[state, shownRegion(country, state, locale, isInOtherScript(street))]];
}

/**
 * What the payment sheet may answer in fixed words. The host passes the sheet's messages on to the card as they are on the
 * wire, in English and with no words beside them; the card has their translations from before the sheet opened.
 */
export function sheetSayings(language: Language): readonly Saying[] {
  const texts = paymentTexts(language);
  const { declines, refusals, missing, missingAtPayment } = CHECKOUT_TEXTS;
  return [
    ...keysOf(declines).map((reason): Saying => [declines[reason], texts.declines[reason]]),
    ...keysOf(refusals).map((kind): Saying => [refusals[kind], texts.refusals[kind]]),
    ...keysOf(missing).map((detail): Saying => [missingAtPayment(detail), texts.missingAtPayment(detail)]),
  ];
}

const keysOf = <Key extends string>(table: Readonly<Record<Key, unknown>>) => Object.keys(table) as Key[];

/** A language that the widget speaks while the host's calls name another is written in its own way. */
export const localeIn = (language: Language, locale: string): string =>
  languageOf(locale) === language ? locale : language;

/** The sentences of an answer, each with what it is in a card's language. */
function sayings(answer: CheckoutView, card: CheckoutView): readonly Saying[] {
  const messages = answer.messages.map(({ content }, index): Saying => [
    content,
    card.messages[index]?.content ?? content,
  ]);
  const totals = answer.totals.map(({ display_text: text }, index): Saying => [
    text,
    card.totals[index]?.display_text ?? text,
  ]);
  return [...messages, ...totals].filter(([english, said]) => english !== said);
}

function withNews(view: CheckoutView, extra: readonly MessageView[]): CheckoutView {
  const covered = new Set(extra.map((message) => `${message.code} ${message.param}`));
  const rest = view.messages.filter((message) => !covered.has(`${message.code} ${message.param}`));
  return { ...view, messages: [...extra, ...rest] };
}

/** When a tool's answer has the address: never for a caller who did not prove to own the session. */
export const addressRule = (isProven: boolean): AddressRule => (isProven ? "while_open" : "never");

/** For an id that names no session. */
export const NO_SUCH_CHECKOUT: ToolAnswer<never> = {
  kind: "refused",
  text: TEXTS.noCheckout,
};
