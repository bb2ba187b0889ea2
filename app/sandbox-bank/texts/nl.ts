import type { BankTexts } from "./en.ts";

/** The sandbox bank in Dutch. */
export const nl: BankTexts = {
  name: "Testbank",
  simulated: "GESIMULEERD. Testbank: er gaat geen echt geld om.",
  paymentTo: (seller) => `Betaling aan ${seller}`,
  paidTitle: "Deze betaling is gedaan",
  paidText: "Ze kan hier niet nog een keer worden gedaan.",
  closedTitle: "Deze betaalpagina is gesloten",
  closedText: "De winkel heeft haar geannuleerd en hier is niets afgeschreven.",
  backToShop: "Terug naar de winkel",
  declinedTitle: "De kaart is geweigerd",
  declinedText: "Er is niets afgeschreven. U kunt een andere kaart proberen.",
  explanation:
    "Een echte bank zou hier om een kaart vragen. Deze vraagt u wat er moet gebeuren, zodat u de winkel kunt uitproberen.",
  pay: (amount) => `${amount} betalen`,
  decline: "Een kaart gebruiken die wordt geweigerd",
  leave: "Weggaan zonder te betalen",
  payTwice: "De bank per ongeluk twee keer laten afschrijven",
  payTwiceText: "De winkel moet de tweede betaling opmerken en terugbetalen.",
  confirmTitle: "Een kaartbetaling bevestigen (3-D Secure)",
  confirmText:
    "U staat op het punt dit bedrag met uw kaart te betalen. Bent u dat? Vóór uw bevestiging wordt niets afgeschreven.",
  approve: "Deze betaling goedkeuren",
  refuse: "Weigeren",
  approvedTitle: "U hebt deze betaling goedgekeurd",
  approvedText: "De chat gaat vanzelf verder: ga terug naar het tabblad ervan.",
  ledgerTitle: (order) => `Bestelling ${order} in de boeken van de bank`,
  ledgerText:
    "Dit zijn de eigen boeken van de testbank, los van die van de winkel. Een tweede afschrijving moet zijn teruggegaan.",
  noCharge: "Voor deze bestelling is niets afgeschreven.",
  chargeState: {
    captured: "Afgeschreven",
    refunded: "Afgeschreven en volledig terugbetaald",
    partially_refunded: "Afgeschreven en deels terugbetaald",
    declined: "Geweigerd",
  },
  refund: "Terugbetaald",
  net: "Uiteindelijk betaald",
  backToOrder: "Terug naar de bestelling",
  refusedTitle: "U hebt deze betaling geweigerd",
  refusedText: "Er is niets afgeschreven. De chat gaat vanzelf verder: ga terug naar het tabblad ervan.",
  canceledTitle: "Deze betaling is geannuleerd",
  canceledText: "De winkel vraagt er niet meer om en er is niets afgeschreven.",
};
