/** What a buyer reads where no page could be shown, in English. */
export const en = {
  notFound: "Not found",
  noSuchPage: "There is no such page",
  noSuchPageText:
    "The address may be incomplete. If you came from a chat, go back there and open the checkout or the order again.",

  wrong: "Something went wrong",
  wrongOnOurSide: "Something went wrong on our side",
  notChargedTwice: "You will not be charged twice if you try again.",
  ifYouWerePaying: "If you were paying, reload the page to see what happened to the payment.",
  reload: "Reload the page",
};
export type ErrorTexts = typeof en;
