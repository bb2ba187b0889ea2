import type { OrderTexts } from "./en.tsx";

export const nl: OrderTexts = {
  title: (number) => `Bestelling ${number}`,
  keepAddress: "Bewaar het adres van deze pagina om terug te komen: iedereen die het heeft, kan de bestelling zien.",
  questions: (link) => (
    <>
      Vragen? Zie {link("returns", "retourneren")} en {link("shipping", "bezorging")}.
    </>
  ),
  buyAgain: "Opnieuw kopen",
  print: "Afdrukken of opslaan als pdf",
  sandboxLedger: "Bekijken wat de testbank deed",
  notSoldTitle: "Dit kan niet precies zo opnieuw worden gekocht",
  notSold:
    "Iets uit deze bestelling is uitverkocht of wordt niet meer verkocht. Vraag ernaar in de chat om te zien wat er nu is.",
};
