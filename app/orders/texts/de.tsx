import type { OrderTexts } from "./en.tsx";

export const de: OrderTexts = {
  title: (number) => `Bestellung ${number}`,
  keepAddress: "Heben Sie die Adresse dieser Seite auf, um wiederzukommen: Wer sie kennt, kann die Bestellung sehen.",
  questions: (link) => (
    <>
      Fragen? Hier stehen {link("returns", "Rückgabe")} und {link("shipping", "Versand")}.
    </>
  ),
  buyAgain: "Noch einmal kaufen",
  print: "Drucken oder als PDF speichern",
  sandboxLedger: "Ansehen, was die Testbank getan hat",
  notSoldTitle: "Das lässt sich so nicht noch einmal kaufen",
  notSold:
    "Etwas aus dieser Bestellung ist ausverkauft oder wird nicht mehr verkauft. Fragen Sie im Chat danach, um zu sehen, was es jetzt gibt.",
};
