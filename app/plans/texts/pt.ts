import type { PlanTexts } from "./en.ts";

export const pt: PlanTexts = {
  pageTitle: "Assinar",
  price: (price, interval) => (interval === "month" ? `${price} por mês` : `${price} por ano`),
  renewal: (interval) =>
    interval === "month"
      ? "Cobrado agora e depois todo mês até você cancelar. O que você pagou continua seu até o fim do período."
      : "Cobrado agora e depois todo ano até você cancelar. O que você pagou continua seu até o fim do período.",
  email: "E-mail",
  emailHint: "Para os recibos.",
  subscribe: "Assinar",
  problems: {
    email: "Digite o e-mail no formato nome@example.com.",
    price: "O preço mudou. Confira antes de assinar.",
    already_subscribed: "Já existe uma assinatura deste plano. Nada foi cobrado.",
    still_checking: "O serviço de pagamento ainda não confirmou uma tentativa anterior. Tente novamente mais tarde.",
    rejected: "A página de pagamento não pôde ser aberta, e nada foi cobrado. Tente novamente mais tarde.",
  },

  donePageTitle: "Sua assinatura",
  titles: {
    pending: "Ainda estamos verificando seu pagamento",
    active: "Obrigado. Sua assinatura está ativa.",
    past_due: "Seu último pagamento não foi feito",
    ended: "Sem assinatura",
  },
  state: {
    pending: (plan) =>
      `${plan}: não pague de novo, por favor. O serviço de pagamento ainda não confirmou seu pagamento.`,
    active: (plan, until) => `${plan}: pago até ${until}.`,
    past_due: (plan, until) =>
      `${plan}: pago até ${until}. O serviço de pagamento tentará de novo e escreverá para você.`,
    ended: (plan, until) =>
      until === null ? `${plan}: nada foi pago, e nada será cobrado.` : `${plan}: terminou em ${until}.`,
  },
  paid: (price, interval) =>
    interval === "month"
      ? `Você pagou ${price}. Se não cancelar, serão cobrados ${price} novamente nesse momento e depois todo mês.`
      : `Você pagou ${price}. Se não cancelar, serão cobrados ${price} novamente nesse momento e depois todo ano.`,
  manage: (seller) => `Para cancelar ou trocar o cartão, acesse o site de ${seller}.`,
};
