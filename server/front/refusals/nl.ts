import type { RefusalTexts } from "./en.ts";

export const nl: RefusalTexts = {
  400: {
    title: "Ongeldig verzoek",
    text: "Dit adres of verzoek is niet leesbaar. Ga terug en probeer de link opnieuw.",
  },
  403: {
    title: "Niet hiervandaan",
    text: "Dit formulier is vanaf een andere site verzonden. Open de pagina hier en verzend het opnieuw.",
  },
  404: { title: "Niet gevonden", text: "Op dit adres is geen pagina." },
  405: { title: "Methode niet toegestaan", text: "Dit adres accepteert geen verzoeken van deze soort." },
  408: {
    title: "Te langzaam",
    text: "Het duurde te lang voordat het verzoek aankwam. Ga terug en probeer het opnieuw.",
  },
  413: { title: "Te groot", text: "Wat is verzonden, is te lang voor dit adres." },
  414: { title: "Adres te lang", text: "Het adres is te lang. Ga terug en probeer de link opnieuw." },
  429: {
    title: "Te veel verzoeken",
    text: "Er waren te veel verzoeken in korte tijd. Wacht even en probeer het opnieuw.",
  },
  431: {
    title: "Kopregels te lang",
    text: "De kopregels van het verzoek zijn te lang. Het helpt om de cookies van deze site te wissen.",
  },
  500: {
    title: "Er ging iets mis",
    text: "De winkel kon niet antwoorden. Probeer het zo opnieuw: er wordt niets twee keer afgeschreven.",
  },
  501: { title: "Niet begrepen", text: "Het verzoek is gecodeerd op een manier die deze winkel niet leest." },
  503: { title: "Nog niet klaar", text: "De winkel is net aan het starten of stoppen. Probeer het zo opnieuw." },
  505: { title: "Versie niet ondersteund", text: "Deze winkel antwoordt via HTTP/1.1." },
  toTheShop: "Naar de winkel",
};
