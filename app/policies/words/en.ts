/** The words around the policies, and those of the shipping table, in English. */
export const en = {
  exampleTitle: "An example text",
  exampleText:
    "This is a demonstration shop. Before you sell, replace this page with your own text and have it checked for the countries that you sell to.",
  /** For readers of another language: a policy is a legal text, which is not translated but written. */
  isEnglish: "This text is in English.",
  shipping: {
    introduction:
      "The checkout shows what delivery costs to your address before you pay. Prices are in the currency of the item you buy. Where tax is added to prices, it may be added to delivery too.",
    everywhereElse: "Everywhere else",
    price: "Price",
    priceFrom: "From",
    fewPlaces: "Not to every address there: the checkout shows whether it is offered to yours.",
    freeFrom: "Free from",
  },
};
export type PolicyWords = typeof en;
