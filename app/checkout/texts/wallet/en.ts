/** What stands around the wallets' buttons on the checkout page, in English. */
export const en = {
  title: "Pay with a wallet",
  or: "or",
  unavailable:
    "This wallet cannot be used for this order right now, and nothing was charged. Please pay with the button below it.",
  sandbox: {
    open: "Sandbox wallet (simulated)",
    title: "Sandbox wallet",
    simulated: "SIMULATED. No real money moves. Choose a card to see what happens.",
    amount: (total: string, seller: string) => `${total} to ${seller}`,
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
