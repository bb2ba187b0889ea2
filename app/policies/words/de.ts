import type { PolicyWords } from "./en.ts";

export const de: PolicyWords = {
  exampleTitle: "Ein Beispieltext",
  exampleText:
    "Dies ist ein Demo-Shop. Bevor Sie verkaufen, ersetzen Sie diese Seite durch Ihren eigenen Text und lassen Sie ihn für die Länder prüfen, in die Sie verkaufen.",
  isEnglish: "Der Text selbst ist auf Englisch.",
  shipping: {
    introduction:
      "Die Kasse zeigt vor dem Bezahlen, was der Versand an Ihre Adresse kostet. Preise stehen in der Währung des Artikels. Wo Steuern zu den Preisen hinzukommen, können sie auch zum Versand hinzukommen.",
    everywhereElse: "Alle anderen Länder",
    price: "Preis",
    priceFrom: "Ab",
    fewPlaces: "Nicht an jede Adresse dort: Die Kasse zeigt, ob es für Ihre angeboten wird.",
    freeFrom: "Kostenlos ab",
  },
};
