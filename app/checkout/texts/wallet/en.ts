/** What stands around the wallets' buttons on the checkout page, in English. */
export const en = {
  title: "Pay with a wallet",
  or: "or",
  unavailable:
    "This wallet cannot be used for this order right now, and nothing was charged. Please pay with the button below.",
  /** The same above the details, where there is no button yet. */
  unavailableYet:
    "This wallet cannot be used for this order right now, and nothing was charged. Please fill in the form below.",
  /** Below the buttons, while details are missing: what the wallet is asked for. */
  gives: {
    email: "Your wallet gives your e-mail address. You see the total there before you confirm.",
    person: "Your wallet gives your name and your e-mail address. You see the total there before you confirm.",
    address:
      "Your wallet gives your name, your e-mail address and your address. You see the total there before you confirm.",
  },
  /** The same where a discount that counts by itself asks who the customer is. */
  mayCostLess:
    "Some discounts need your e-mail address. If one is for you, nothing is charged at first: this page shows the lower total, and you press once more.",
  /** The one line of the sheet's list of ways to deliver, of goods of several sellers. */
  deliveryOfAll: "Delivery by all sellers",
  /** Why a press was refused, and how far one is. */
  says: {
    paying: "The wallet’s payment is being made. Please do not pay again, and keep this page open.",
    updating: "This page is still being updated. Please press the wallet again in a moment.",
    applying: "Your discount code is applied first. Please check the total, then press the wallet again.",
    slow: "The payment takes longer than usual. Please do not pay again: this page will say what came of it.",
    /** Its sheet names a place where nothing is delivered. */
    undelivered:
      "The wallet cannot be used for that address. Please choose another address in it, or fill in the form below.",
    /** What the order costs at a place was asked, and the server did not say. */
    unanswered:
      "The total for that address could not be worked out just now. Please press the wallet again in a moment, or fill in the form below.",
  },
  confirmText:
    "The payment you started with your wallet goes through as soon as you confirm it. Nothing is charged before that.",
  sandbox: {
    open: "Sandbox wallet (simulated)",
    title: "Sandbox wallet",
    simulated: "SIMULATED. No real money moves. Choose a card to see what happens.",
    amount: (total: string, seller: string) => `${total} to ${seller}`,
    address: "Send to",
    delivery: "Delivery",
    undelivered: "We cannot deliver to that address. Please choose another one.",
    working: "Working out the total…",
    cards: {
      ok: "A card that is accepted",
      declined: "A card that is declined",
      "3ds": "A card that the bank wants confirmed",
      timeout_captured: "A card whose answer is lost",
    },
    cancel: "Cancel",
  },
};
export type WalletTexts = typeof en;
