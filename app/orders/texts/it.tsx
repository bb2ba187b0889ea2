import type { OrderTexts } from "./en.tsx";

export const it: OrderTexts = {
  title: (number) => `Ordine ${number}`,
  keepAddress: "Conserva l’indirizzo di questa pagina per tornarci: chiunque lo abbia può vedere l’ordine.",
  questions: (link) => (
    <>
      Domande? Vedi {link("returns", "resi")} e {link("shipping", "spedizione")}.
    </>
  ),
  buyAgain: "Acquista di nuovo",
  print: "Stampa o salva come PDF",
  sandboxLedger: "Vedi che cosa ha fatto la banca di prova",
  notSoldTitle: "Non si può riacquistare così com’era",
  notSold:
    "Qualcosa di questo ordine è esaurito o non è più in vendita. Chiedilo nella chat per vedere che cosa c’è ora.",
};
