import type { ErrorTexts } from "./en.ts";

export const nl: ErrorTexts = {
  notFound: "Niet gevonden",
  noSuchPage: "Deze pagina bestaat niet",
  noSuchPageText:
    "Het adres is misschien niet volledig. Komt u uit een chat, ga dan daarheen terug en open de betaling of de bestelling opnieuw.",

  wrong: "Er ging iets mis",
  wrongOnOurSide: "Er ging bij ons iets mis",
  notChargedTwice: "Er wordt niet twee keer afgeschreven als u het opnieuw probeert.",
  ifYouWerePaying: "Was u aan het betalen, laad de pagina dan opnieuw om te zien wat er met de betaling is gebeurd.",
  reload: "Pagina opnieuw laden",
};
