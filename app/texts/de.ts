import type { ErrorTexts } from "./en.ts";

export const de: ErrorTexts = {
  notFound: "Nicht gefunden",
  noSuchPage: "Diese Seite gibt es nicht",
  noSuchPageText:
    "Die Adresse ist vielleicht unvollständig. Wenn Sie aus einem Chat kommen, gehen Sie dorthin zurück und öffnen Sie die Kasse oder die Bestellung noch einmal.",

  wrong: "Etwas ist schiefgegangen",
  wrongOnOurSide: "Bei uns ist etwas schiefgegangen",
  notChargedTwice: "Wenn Sie es noch einmal versuchen, wird nicht doppelt abgebucht.",
  ifYouWerePaying: "Wenn Sie gerade bezahlt haben, laden Sie die Seite neu, um zu sehen, was aus der Zahlung wurde.",
  reload: "Seite neu laden",
};
