import type { PlanTexts } from "./en.ts";

export const de: PlanTexts = {
  pageTitle: "Abonnieren",
  price: (price, interval) => (interval === "month" ? `${price} pro Monat` : `${price} pro Jahr`),
  renewal: (interval) =>
    interval === "month"
      ? "Wird jetzt und danach monatlich abgebucht, bis Sie kündigen. Was Sie bezahlt haben, behalten Sie bis zum Ende."
      : "Wird jetzt und danach jährlich abgebucht, bis Sie kündigen. Was Sie bezahlt haben, behalten Sie bis zum Ende.",
  email: "E-Mail-Adresse",
  emailHint: "Für Belege.",
  subscribe: "Abonnieren",
  problems: {
    email: "Bitte geben Sie die E-Mail-Adresse in der Form name@example.com an.",
    price: "Der Preis hat sich geändert. Bitte prüfen Sie ihn, bevor Sie abonnieren.",
    already_subscribed: "Dieses Abonnement besteht schon. Es wurde nichts abgebucht.",
    still_checking:
      "Der Zahlungsdienst hat einen früheren Versuch noch nicht bestätigt. Bitte versuchen Sie es später noch einmal.",
    rejected:
      "Die Zahlungsseite konnte nicht geöffnet werden, und es wurde nichts abgebucht. Bitte versuchen Sie es später noch einmal.",
  },

  donePageTitle: "Ihr Abonnement",
  titles: {
    pending: "Wir prüfen Ihre Zahlung noch",
    active: "Vielen Dank. Ihr Abonnement ist aktiv.",
    past_due: "Ihre letzte Zahlung ist fehlgeschlagen",
    ended: "Kein Abonnement",
  },
  state: {
    pending: (plan) =>
      `${plan}: Bitte zahlen Sie nicht noch einmal. Der Zahlungsdienst hat Ihre Zahlung noch nicht bestätigt.`,
    active: (plan, until) => `${plan}: bezahlt bis ${until}.`,
    past_due: (plan, until) =>
      `${plan}: bezahlt bis ${until}. Der Zahlungsdienst versucht es noch einmal und schreibt Ihnen.`,
    ended: (plan, until) =>
      until === null
        ? `${plan}: Es wurde nichts bezahlt, und es wird nichts abgebucht.`
        : `${plan}: beendet am ${until}.`,
  },
  paid: (price, interval) =>
    interval === "month"
      ? `Sie haben ${price} bezahlt. Wenn Sie nicht kündigen, werden zu diesem Zeitpunkt und danach monatlich wieder ${price} abgebucht.`
      : `Sie haben ${price} bezahlt. Wenn Sie nicht kündigen, werden zu diesem Zeitpunkt und danach jährlich wieder ${price} abgebucht.`,
  manage: (seller) => `Kündigen oder Ihre Karte ändern können Sie auf der Website von ${seller}.`,
};
