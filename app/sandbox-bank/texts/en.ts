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
    "Someone wants to pay this amount with your card in ChatGPT. Was this you? Nothing is charged before you confirm.",
  approve: "Approve this payment",
  refuse: "Refuse it",
  approvedTitle: "You approved this payment",
  approvedText: "You can go back to ChatGPT now.",
  refusedTitle: "You refused this payment",
  refusedText: "Nothing was charged. You can go back to ChatGPT now.",
  canceledTitle: "This payment was canceled",
  canceledText: "The shop no longer asks for it, and nothing was charged.",
};
export type BankTexts = typeof en;
