import type { AccountTexts } from "./en.ts";

export const es: AccountTexts = {
  subject: "Su cuenta en el servicio de pago necesita su atención",
  text: "Sin los datos de esta lista, el servicio de pago puede dejar de pagarle y sus artículos ya no estarían a la venta.",
  textRestricted:
    "Hasta que el servicio de pago tenga los datos de esta lista, es posible que no le pague y que sus artículos no estén a la venta.",
  wanted: "El servicio de pago solicita",
  restricted: "La cuenta está restringida",
  until: (what, time) => `${what}, antes del ${time}`,
  overdue: (what) => `${what}, vencido`,
  where:
    "Responda en el servicio de pago o pida un enlace a quien gestiona la tienda. No se envía ningún enlace por correo electrónico.",
  footer: (shop) => `Recibe este mensaje porque vende en ${shop}.`,
  testTitle: "Modo de prueba",
  testText: "Esta tienda no cobra dinero real.",
  question: (what) => `Otra pregunta: ${what}`,
  kinds: {
    identity: "Su identidad",
    document: "Un documento que acredite su identidad",
    bank_account: "Una cuenta bancaria para su dinero, o un comprobante",
    id_number: "Un número fiscal o de identidad",
    address: "Una dirección",
    birth: "Una fecha de nacimiento",
    name: "Un nombre",
    contact: "Un correo electrónico o un número de teléfono",
    company: "Datos de su empresa",
    people: "Quién posee, dirige o representa su empresa",
    terms: "Su aceptación de las condiciones del servicio de pago",
  },
  reasons: {
    overdue: "Algo que se solicitó está vencido.",
    checking: "Todavía se están comprobando sus datos.",
    answers: "Faltan respuestas.",
    rejected: "La cuenta ha sido rechazada.",
    gone: "La cuenta ya no está conectada con esta tienda.",
    other: "El servicio de pago no da un motivo que se pueda indicar aquí.",
  },
};
