import { en as problems } from "#lib/wire/texts/problems/en.ts";
import type { MissingDetail, RejectedDiscount } from "#lib/checkout/session.ts";
import type { BuyerTaxId } from "#lib/checkout/taxes/tax-id.ts";
import type { Counted } from "#lib/wire/text-tables.ts";

const items: Counted = { one: "{count} item", other: "{count} items" };
const foundAddresses: Counted = { one: "{count} suggested address", other: "{count} suggested addresses" };
const fixFields: Counted = { one: "Please fix one field", other: "Please fix {count} fields" };

const REJECTED: Readonly<Record<RejectedDiscount["reason"], string>> = {
  unknown: "there is no such code",
  expired: "it has expired",
  minimum_not_met: "the order is below the amount it needs",
  used_up: "it has been used up",
  wrong_currency: "it does not apply in this currency",
  not_combinable: "it cannot be combined with the other discount",
  not_started: "it cannot be used yet",
  not_applicable: "it is for other items, or for more of them",
  customer_limit: "you have used it as often as one customer can, or you are paying for another order with it",
  first_order_only: "it is for a customer's first order",
};

/** Each follows the number. */
const VAT_CHECKS: Readonly<Record<BuyerTaxId["check"], string>> = {
  form: "",
  valid: "",
  invalid: ". VIES, the register of the European Union, does not have this number, so VAT is charged. Please check it.",
  unknown:
    ". It could not be checked just now, so VAT is charged. To have it checked again, choose “Change”, then “Continue”.",
};

/** The checkout's pages in English. The groups are for client components, which can be given no functions. */
export const en = {
  checkout: "Checkout",
  yourOrder: "Your order",
  soldBy: (seller: string) => `Sold by ${seller}`,
  changeOrder: "Change the items or add a discount code",
  oneLess: (title: string) => `One less of ${title}`,
  units: "Quantity",
  oneMore: (title: string) => `One more of ${title}`,
  remove: "Remove",
  leave: "Nothing is charged before you pay. You can close this page at any time.",
  items,

  contact: "Contact",
  contactAndAddress: "Contact and delivery address",
  contactAndBilling: "Contact and billing address",
  deliveryAddress: "Delivery address",
  /** What is to be done before Pay, by the heading of the form that asks for it. */
  fillIn: {
    contact: "Fill in your contact details, then pay.",
    contactAndAddress: "Fill in your contact details and delivery address, then pay.",
    contactAndBilling: "Fill in your contact details and billing address, then pay.",
  },
  allFilledIn: "All details are filled in.",
  change: "Change",
  didYouMean: (email: string) => `Did you mean ${email}? If so, change it before you pay.`,
  vatNumber: (number: string, check: BuyerTaxId["check"]) => `VAT number ${number}${VAT_CHECKS[check]}`,
  shownInPart: "Shown in part, because this link alone does not tell us that it is you.",
  openedElsewhere:
    "This order was opened in another browser and can be changed only there. You can still pay for it here.",
  openedElsewhereNotReady:
    "This order was opened in another browser, and the details are given there. Once they are complete, you can pay for it here.",
  placedElsewhere:
    "This order was opened in another browser. There is nothing to pay, and it can be placed only there.",
  isRemembered: "Remembered from an earlier order.",
  forgetDetails: "Forget these details",
  changeContact: "contact and address",
  details: {
    fixFields,
    email: "E-mail",
    emailHint: "For the receipt.",
    name: "Full name",
    country: "Country",
    chooseCountry: "Choose a country",
    /** While none is chosen. */
    countryHint: "Not every country needs all of the fields below.",
    chooseRegion: "Choose",
    line_one: "Address",
    forCompany: "Buying for a company?",
    company: "Company",
    vat_number: "VAT number",
    vatHint: "With its country, such as DE136695976.",
    line_two: "Apartment, floor",
    city: "City",
    state: "State, province or region",
    postal_code: "Postal code",
    /** What countries call these parts, by the keys of their address formats; others have the labels above. */
    parts: {
      area: "Area",
      county: "County",
      department: "Department",
      district: "District",
      do_si: "Province or city",
      emirate: "Emirate",
      island: "Island",
      oblast: "Region",
      parish: "Parish",
      prefecture: "Prefecture",
      province: "Province",
      region: "Region",
      state: "State",
      eircode: "Eircode",
      pin: "PIN code",
      postal: "Postal code",
      postcode: "Postcode",
      zip: "ZIP code",
      city: "City",
      suburb: "Suburb",
      post_town: "Town",
    },
    phone_number: "Phone",
    phoneForCarrier: "For the carrier.",
    phoneForQuestions: "If we have a question.",
    suggestions: {
      title: "Suggested addresses",
      found: foundAddresses,
      filled: "The address was filled in. Please check it.",
      failed: "That address could not be looked up. Please type it.",
      by: (service: string) => `Suggestions by ${service}`,
      simulated: "SIMULATED: these addresses are made up.",
    },
    optional: "(optional)",
    remember: "Remember these details for my next order with this seller in the chat",
    continue: "Continue",
    continuing: "Continue…",
    keep: "Keep as it is",
    keepsEmpty: "What you leave empty stays as it is. To change the address, fill in all of it.",
    openedElsewhere:
      "This order was opened in another browser and can be changed only there. What you typed here was not saved.",
  },

  discountCode: "Discount code",
  apply: "Apply",
  codeNotUsed: (code: string, reason: RejectedDiscount["reason"]) =>
    `The code ${code} was not used: ${REJECTED[reason]}.`,
  removeCode: "remove this code",

  deliveryDays: (first: string, last: string) => (first === last ? first : `${first} to ${last}`),
  free: "Free",
  pay: (total: string) => `Pay ${total}`,
  placeOrder: "Place the order",
  nothingToPay: "There is nothing to pay: your discount covers the whole total.",
  payOnService: "You pay on the payment service’s secure page and come back here.",
  payOnSimulated: (service: string) => `You pay on ${service}’s page. It is a simulation: no real money moves.`,
  /** Stands beside Pay, above the links of what it names. */
  consent: (seller: string) => `By ordering you accept the terms and the return rules of ${seller}.`,
  orderForm: { delivery: "Delivery", payment: "Payment", updateTotal: "Update the total", updating: "Updating…" },

  confirmTitle: "Your bank asks you to confirm this payment",
  confirmText:
    "The payment you started in ChatGPT goes through as soon as you confirm it. Nothing is charged before that.",
  notPaidYetTitle: "You have not paid yet",
  notPaidYetText: (total: string) =>
    `The payment page for this order is open. Continue there to pay ${total}, or change the order, which closes that page.`,
  notPaidYetElsewhere: (total: string) => `The payment page for this order is open. Continue there to pay ${total}.`,
  openPayment: {
    continue: "Continue to payment",
    confirm: "Confirm at your bank",
    change: "Change the order",
    payAnotherWay: "Do not confirm, pay another way",
  },
  checkingTitle: "We are still checking your payment",
  checkingText:
    "Please do not pay again. The payment service has not confirmed what happened to the payment yet. This page checks again by itself.",

  paymentFailed: (day: string) => `Your payment failed on ${day}, and nothing was charged.`,
  payAgain: "You can pay again, also another way.",
  expiredTitle: "This checkout has expired",
  expiredText: "Prices are only held for a few hours. Nothing was charged.",
  canceledTitle: "This checkout was canceled",
  canceledText: "Nothing was charged.",
  buyAgain: "To buy these items, go back to the chat and ask for a new checkout.",
  notSelling: {
    paused: (seller: string) =>
      `${seller} is not selling at the moment, so this order cannot be paid. Nothing was charged. Please try again later.`,
    left: (seller: string) => `${seller} no longer sells here, so this order cannot be paid. Nothing was charged.`,
  },

  missing: {
    delivery_address: "A delivery address is needed.",
    delivery_option: "The seller does not deliver to this address. Please give another one.",
    tax_address: "Your address is needed, because the tax depends on where you are.",
    exact_address: "The tax depends on the exact place. Please check the postal code and the state or region.",
    tax: "The tax on this order cannot be worked out at the moment. Please reload this page in a minute.",
    seller: "The seller cannot be paid at the moment, so this order cannot be paid yet. Please try again later.",
  } satisfies Record<MissingDetail, string>,
  problems,
  /** Why nothing was paid or changed, over a page that shows the order as it is now. */
  stopped: {
    totalChanged: (total: string) => `The total is now ${total}. Please check it, then pay.`,
    stillChecking: "The payment service has not answered yet, so the order stays as it is. Please try again soon.",
    pageNotOpened: "The payment page could not be opened, and nothing was charged. Please try again later.",
    emailRefused: "The payment service does not accept this e-mail address, and nothing was charged. Please check it.",
    openedElsewhere:
      "This order was opened in another browser and can be changed only there, so nothing was changed. You can still pay for it here.",
    codeNotUsed: (code: string) => `The code ${code} was not used; the reason is beside it. You can still pay.`,
  },

  yourPayment: "Your payment",
  paid: "Thank you. Your order is paid.",
  placed: "Thank you. Your order is placed.",
  orderPage: "Your order’s page, to keep or print",
  notPaid: "Not paid",
  notPaidText: "No payment was made, and nothing was charged. The order is still there.",
  backToCheckout: "Back to the checkout",

  payment: "Payment",
  backToOrder: "Back to the order",
  paymentForm: {
    title: "Payment form",
    loading: "The payment form is loading. It needs JavaScript; without it, pay on the payment service’s own page.",
    failedTitle: "The payment form could not be shown",
    failedText: "Nothing was charged. Please pay on the payment service’s own page.",
  },
  servicePage: {
    question: "Is the form missing?",
    open: "Pay on the payment service’s own page",
  },
};
export type CheckoutTexts = typeof en;
