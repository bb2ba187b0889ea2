import { ROUTE_LABELS } from "#lib/wire/texts/route.ts";
import type { Notice } from "./purchase/purchase-phase.ts";

/** Every sentence of the widget, in one place, so that another language is another file. */
export const TEXTS = {
  loading: "Loading your order",
  noHostTitle: "This checkout opens inside a chat",
  noHostText: "Nothing around this page answered. Go back to the conversation and ask for the checkout again.",
  unreadableTitle: "This order could not be shown",
  unreadableText: "Nothing was charged. Ask in the chat to prepare the checkout again.",

  order: "Your order",
  soldBy: (seller: string) => `Sold by ${seller}`,
  quantity: (count: number) => `Qty ${count}`,
  regularPrice: "Regular price",
  price: "Price",
  totals: "Summary",

  delivery: "Delivery",
  deliverTo: "Deliver to",
  edit: "Edit",
  editAddress: "the delivery details",
  addAddress: "Add delivery details",
  addressOnSellersPage: "You can also give the address on the seller’s page.",
  name: "Name",
  country: "Country",
  chooseCountry: "Choose a country",
  street: "Address",
  apartment: "Apartment, suite (optional)",
  city: "City",
  region: { US: "State", CA: "Province", AU: "State" } as Readonly<Record<string, string>>,
  regionElsewhere: "State or region (optional)",
  postalCode: { US: "ZIP code" } as Readonly<Record<string, string>>,
  postalCodeElsewhere: "Postal code",
  saveAddress: "Save address",
  saving: "Saving…",
  notSaved: "The shop did not accept this change.",
  keepAddress: "Keep as it is",
  deliveryOption: "Delivery option",
  arrives: (days: string) => `Arrives ${days}`,
  free: "Free",

  discountCode: "Discount code",
  addDiscount: "Add a discount code",
  apply: "Apply",
  remove: "Remove",
  codeUsed: (code: string) => `Code ${code}`,

  preparing: "One moment: the payment is being prepared.",
  changing: "One moment: your change is being saved.",
  needsAddress: "Save your delivery address to pay here.",
  needsDelivery: "Choose another address or delivery option to pay here.",
  buyNow: ROUTE_LABELS.buyNow,
  continueToCheckout: ROUTE_LABELS.continueToCheckout,
  otherWay: "Continue to checkout page",
  paysInChat: "You pay in the chat’s secure payment sheet.",
  paysOnSellersPage: "You pay on the seller’s own page.",
  testMode: "Test mode: no real money is taken.",

  sheetTitle: "Finish in the payment sheet",
  sheetText: "The payment sheet of the chat is open. This updates when you are done.",
  sheetGone: "The sheet is gone: look up my order",
  askingTitle: "Looking up your order",
  askingText: "This takes a moment.",
  stuckTitle: "Your order could not be looked up",
  stuckText: "The shop did not answer. Nothing is paid from here until it does.",
  tryAgain: "Try again",

  checkingTitle: "Still checking your payment",
  checkingText: "The bank has not answered yet. Please do not pay again; this updates by itself.",
  checkingRestsText: "The bank is taking longer than usual. Please do not pay again. You can close this and come back.",
  checkAgain: "Check again",
  bankTitle: "Confirm with your bank",
  bankText: "Your bank asks you to confirm this payment. Nothing is taken before you do.",
  confirmWithBank: "Confirm with your bank",

  awayTitle: "Finish on the seller’s page",
  awayText: "Your order is open there. When you have paid, it shows here.",
  openAgain: "Open the seller’s page again",
  openPage: "Open the seller’s page",
  changeOrder: "Back to the order",
  blockedText: "This chat could not open the page. Copy the address into your browser.",
  pageAddress: "Checkout page",

  paidTitle: "Thank you, your order is placed",
  paidText: (seller: string) => `${seller} has your payment. The receipt is on the order’s page.`,
  orderNumber: "Order number",
  seeOrder: ROUTE_LABELS.seeOrder,
  partiallyRefunded: "Part of this order has been refunded.",
  refunded: "This order has been refunded.",
  canceledTitle: "This order was canceled",
  expiredTitle: "This checkout has expired",
  closedText: "Nothing was charged.",
  startOver: "Start again",
  startOverPrompt: "Please prepare a new checkout with the same items.",
  startOverText: "Ask in the chat to prepare a new checkout.",

  cancelOrder: "Cancel order",
  cancelQuestion: "Cancel this order for good?",
  cancelYes: "Yes, cancel it",
  cancelNo: "Keep it",
  canceling: "Canceling…",
  links: {
    terms_of_use: "Terms",
    privacy_policy: "Privacy",
    seller_shop_policies: "Returns",
    support_url: "Shipping and help",
  },
} as const;

export function noticeText(notice: Notice): string {
  switch (notice.kind) {
    case "said":
      return notice.text;
    case "sheet_closed":
      return "The payment sheet was closed, and nothing was charged.";
    case "sheet_missing":
      return "The payment sheet is not available right now. You can pay on the seller’s page.";
    case "way_changed":
      return "Paying in the chat is not available right now, and nothing was charged. You can pay on the seller’s page.";
    case "total_changed":
      return "Your order has changed. Please look at it once more before you pay.";
    case "payment_not_completed":
      return "That payment was not completed, and nothing was charged. You can pay again.";
    case "change_lost":
      return "The shop did not answer in time. This is your order as it stands now.";
  }
}
