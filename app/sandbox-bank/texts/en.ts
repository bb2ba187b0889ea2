/** The sandbox bank in English. */
export const en = {
  name: "Sandbox bank",
  simulated: "SIMULATED. Sandbox bank: no real money moves.",

  paymentTo: (seller: string) => `Payment to ${seller}`,
  paidTitle: "This payment was made",
  paidText: "It cannot be made a second time here.",
  closedTitle: "This payment page was closed",
  closedText: "The shop canceled it, and nothing was charged here.",
  backToShop: "Back to the shop",
  declinedTitle: "The card was declined",
  declinedText: "Nothing was charged. You can try another card.",
  explanation:
    "A real bank would ask for a card here. This one asks you what should happen, so that you can try the shop.",
  pay: (amount: string) => `Pay ${amount}`,
  decline: "Use a card that is declined",
  leave: "Leave without paying",
  payTwice: "Let the bank take it twice by mistake",
  payTwiceText: "The shop must notice and refund the second payment.",

  confirmTitle: "Confirm a card payment (3-D Secure)",
  confirmText:
    "You are about to pay this amount with your card in ChatGPT. Is that you? Nothing is charged before you confirm.",
  approve: "Approve this payment",
  refuse: "Refuse it",
  approvedTitle: "You approved this payment",
  approvedText: "The chat goes on by itself: go back to its tab.",
  ledgerTitle: (order: string) => `Order ${order} in the bank’s books`,
  ledgerText: "These are the sandbox bank’s own books, apart from the shop’s. A second charge must have gone back.",
  noCharge: "Nothing was charged for this order.",
  chargeState: {
    captured: "Charged",
    refunded: "Charged, and given back in full",
    partially_refunded: "Charged, and given back in part",
    declined: "Declined",
  },
  refund: "Given back",
  net: "What the buyer paid in the end",
  backToOrder: "Back to the order",
  refusedTitle: "You refused this payment",
  refusedText: "Nothing was charged. The chat goes on by itself: go back to its tab.",
  canceledTitle: "This payment was canceled",
  canceledText: "The shop no longer asks for it, and nothing was charged.",
};
export type BankTexts = typeof en;
