import type { RefusalTexts } from "./en.ts";

export const de: RefusalTexts = {
  400: {
    title: "Ungültige Anfrage",
    text: "Diese Adresse oder Anfrage ist nicht lesbar. Gehen Sie zurück und versuchen Sie den Link noch einmal.",
  },
  403: {
    title: "Nicht von hier",
    text: "Dieses Formular wurde von einer anderen Website geschickt. Öffnen Sie die Seite hier und senden Sie es noch einmal.",
  },
  404: { title: "Nicht gefunden", text: "Unter dieser Adresse gibt es keine Seite." },
  405: { title: "Methode nicht erlaubt", text: "Diese Adresse nimmt Anfragen dieser Art nicht an." },
  408: {
    title: "Zu langsam",
    text: "Die Anfrage hat zu lange gebraucht. Gehen Sie zurück und versuchen Sie es noch einmal.",
  },
  413: { title: "Zu groß", text: "Was gesendet wurde, ist zu lang für diese Adresse." },
  414: {
    title: "Adresse zu lang",
    text: "Die Adresse ist zu lang. Gehen Sie zurück und versuchen Sie den Link noch einmal.",
  },
  429: {
    title: "Zu viele Anfragen",
    text: "Es kamen zu viele Anfragen in kurzer Zeit. Warten Sie einen Moment und versuchen Sie es noch einmal.",
  },
  431: {
    title: "Kopfzeilen zu groß",
    text: "Die Kopfzeilen der Anfrage sind zu lang. Es hilft, die Cookies dieser Website zu löschen.",
  },
  500: {
    title: "Etwas ist schiefgegangen",
    text: "Der Shop konnte nicht antworten. Versuchen Sie es gleich noch einmal: Es wird nichts doppelt abgebucht.",
  },
  501: { title: "Nicht verstanden", text: "Die Anfrage ist auf eine Weise codiert, die dieser Shop nicht liest." },
  503: { title: "Nicht bereit", text: "Der Shop startet oder hält gerade an. Versuchen Sie es gleich noch einmal." },
  505: { title: "Version nicht unterstützt", text: "Dieser Shop antwortet über HTTP/1.1." },
  toTheShop: "Zum Shop",
};
