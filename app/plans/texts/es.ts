import type { PlanTexts } from "./en.ts";

export const es: PlanTexts = {
  pageTitle: "Suscribirse",
  price: (price, interval) => (interval === "month" ? `${price} al mes` : `${price} al año`),
  renewal: (interval) =>
    interval === "month"
      ? "Se cobra ahora y después cada mes hasta que cancele. Conserva hasta su fin lo que haya pagado."
      : "Se cobra ahora y después cada año hasta que cancele. Conserva hasta su fin lo que haya pagado.",
  email: "Correo electrónico",
  emailHint: "Para los recibos.",
  subscribe: "Suscribirse",
  problems: {
    email: "Escriba el correo electrónico con la forma nombre@example.com.",
    price: "El precio ha cambiado. Revíselo antes de suscribirse.",
    already_subscribed: "Ya existe una suscripción a este plan. No se ha cobrado nada.",
    still_checking: "El servicio de pago aún no ha confirmado un intento anterior. Inténtelo de nuevo más tarde.",
    rejected: "No se ha podido abrir la página de pago y no se ha cobrado nada. Inténtelo de nuevo más tarde.",
  },

  donePageTitle: "Su suscripción",
  titles: {
    pending: "Seguimos comprobando su pago",
    active: "Gracias. Su suscripción está activa.",
    past_due: "Su último pago no se ha realizado",
    ended: "Sin suscripción",
  },
  state: {
    pending: (plan) => `${plan}: no pague otra vez, por favor. El servicio de pago aún no ha confirmado su pago.`,
    active: (plan, until) => `${plan}: pagado hasta el ${until}.`,
    past_due: (plan, until) =>
      `${plan}: pagado hasta el ${until}. El servicio de pago lo intentará de nuevo y le escribirá.`,
    ended: (plan, until) =>
      until === null ? `${plan}: no se ha pagado nada y no se cobrará nada.` : `${plan}: terminó el ${until}.`,
  },
  paid: (price, interval) =>
    interval === "month"
      ? `Ha pagado ${price}. Si no cancela, se volverán a cobrar ${price} en ese momento y después cada mes.`
      : `Ha pagado ${price}. Si no cancela, se volverán a cobrar ${price} en ese momento y después cada año.`,
  manage: (seller) => `Para cancelar o cambiar de tarjeta, vaya al sitio web de ${seller}.`,
};
