import type { PolicyWords } from "./en.ts";

export const nl: PolicyWords = {
  exampleTitle: "Een voorbeeldtekst",
  exampleText:
    "Dit is een demonstratiewinkel. Vervang deze pagina door uw eigen tekst voordat u verkoopt, en laat die controleren voor de landen waaraan u verkoopt.",
  isEnglish: "De tekst zelf is in het Engels.",
  shipping: {
    introduction:
      "Bij het afrekenen ziet u vóór het betalen wat bezorging op uw adres kost. Prijzen zijn in de valuta van het artikel. Waar belasting bij de prijzen komt, kan die ook bij de bezorging komen.",
    everywhereElse: "Overal elders",
    price: "Prijs",
    priceFrom: "Vanaf",
    fewPlaces: "Niet op elk adres daar: bij het afrekenen ziet u of het voor uw adres wordt aangeboden.",
    freeFrom: "Gratis vanaf",
  },
};
