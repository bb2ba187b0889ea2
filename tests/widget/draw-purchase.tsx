import { renderToStaticMarkup } from "react-dom/server";
import type { Basket, Phase } from "#widget/purchase/purchase-phase.ts";
import { PurchaseView } from "#widget/views/purchase-view.tsx";
import type { Language } from "#lib/wire/languages.ts";
import { WIDGET_TEXTS } from "#lib/wire/widget/texts/of-language.ts";
import type { PurchaseActions } from "#widget/purchase/use-purchase.ts";
import { inEnglish } from "#widget/texts/widget-texts.ts";
import { aCheckout } from "./a-checkout.ts";

export const nothing = () => undefined;
export const actions: PurchaseActions = {
  payInChat: nothing,
  leaveSheet: nothing,
  cancelOpen: nothing,
  payOnSellersPage: nothing,
  leaveSellersPage: nothing,
  leaveOpenPage: nothing,
  send: nothing,
  openStep: nothing,
  giveDetails: nothing,
  askAgain: nothing,
  openPage: () => false,
  startOver: null,
};
/** The widget in a phase, as markup. */
export const draw = (phase: Phase, locale = "en-US", changes: Partial<PurchaseActions> = {}) =>
  renderToStaticMarkup(
    <PurchaseView phase={phase} locale={locale} texts={inEnglish(locale)} actions={{ ...actions, ...changes }} />,
  );
/** The same in the words of a language. */
export const drawIn = (language: Language, phase: Phase) =>
  renderToStaticMarkup(
    <PurchaseView
      phase={phase}
      locale={language}
      texts={{ ...inEnglish(), ...WIDGET_TEXTS[language], locale: language }}
      actions={actions}
    />,
  );
/** The text that a person reads, each element apart. */
export const textOf = (html: string) => html.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ");
export const buttonsOf = (html: string) =>
  [...html.matchAll(/<button([^>]*)>(.*?)<\/button>/g)].map(([, attributes = "", label = ""]) => ({
    label: textOf(label).trim(),
    isOff: / (aria-disabled="true"|disabled="")/.test(attributes),
    isFirst: attributes.includes("button first"),
  }));
/** A basket that can be paid in the chat. */
export const aBasket = (changes: Partial<Basket> = {}): Basket => ({
  phase: "basket",
  checkout: aCheckout(),
  offer: { kind: "offered", route: "instant", label: "Buy now" },
  change: null,
  notices: [],
  step: "order",
  answered: null,
  isOtherRouteOpen: false,
  ...changes,
});
