import type { MailTexts } from "./en.ts";

export const pt: MailTexts = {
  testSubject: (subject) => `[Teste] ${subject}`,
  testTitle: "Pedido de teste",
  testText: "Nenhum dinheiro real foi pago e nada será enviado.",

  viewOrder: "Ver o pedido",
  moreItems: { one: "e mais {count} item", other: "e mais {count} itens" },
  itemsAt: (quantity, price) => `${quantity} × ${price}`,
  regularPrice: (price) => `Preço normal ${price}`,
  itemsTotal: "Itens",
  saleSavings: "Economia",
  soldBy: (seller) => `Vendido por ${seller}`,
  policies: { returns: "Devoluções", terms: "Termos" },
  delivery: "Entrega",
  deliveryBy: (service, carrier) => `${service}, ${carrier}`,
  free: "Grátis",
  tax: "Impostos",
  fee: "Taxa",
  total: "Total",
  pricesInclude: (tax) => `Incluído nos preços: ${tax}`,
  deliveryIncludes: (tax) => `Incluído na entrega: ${tax}`,
  reverseCharge: "Autoliquidação: o IVA é devido pelo adquirente.",
  vatNumber: (number) => `Número de IVA ${number}`,
  deliveryAddress: "Endereço de entrega",
  billingAddress: "Endereço de cobrança",
  expected: (first, last) => `Entrega prevista de ${first} a ${last}`,
  footer: (seller) => `Você recebe esta mensagem porque comprou em ${seller}.`,

  order_placed: {
    subject: (seller, number) => `Seu pedido ${number} em ${seller}`,
    heading: "Agradecemos o seu pedido",
    text: (seller, number, amount) => `Seu pedido ${number} e seu pagamento de ${amount} chegaram a ${seller}.`,
    textOfNothing: (seller, number) => `Seu pedido ${number} chegou a ${seller}. Não havia nada a pagar.`,
  },
  order_canceled: {
    subject: (number) => `Seu pedido ${number} foi cancelado`,
    heading: "Seu pedido foi cancelado",
    text: (seller, number) =>
      `Seu pedido ${number} foi cancelado por ${seller}. Você não pagou nada por ele e nada será enviado. Um código que você usou pode ser usado de novo.`,
  },
  order_shipped: {
    subject: (number) => `Seu pedido ${number} está a caminho`,
    subjectPart: (number) => `Uma parte do seu pedido ${number} está a caminho`,
    heading: "A caminho de você",
    headingPart: "Uma parte do seu pedido está a caminho",
    text: (number, carrier) =>
      carrier === null
        ? `Enviamos estes itens do seu pedido ${number}.`
        : `Entregamos a ${carrier} estes itens do seu pedido ${number}.`,
    stillToCome: "O restante do seu pedido chegará depois.",
    tracking: "Código de rastreamento",
    track: "Rastrear a entrega",
  },
  order_delivered: {
    subject: (number) => `Seu pedido ${number} foi entregue`,
    subjectPart: (number) => `Uma parte do seu pedido ${number} foi entregue`,
    heading: "Entregue",
    headingPart: "Uma parte do seu pedido foi entregue",
    text: (number, carrier) =>
      carrier === null
        ? `Estes itens do seu pedido ${number} foram entregues.`
        : `${carrier} entregou estes itens do seu pedido ${number}.`,
    missing: "Se algo estiver faltando ou danificado, responda a esta mensagem.",
    stillToCome: "O restante do seu pedido chegará depois.",
  },
  refund_made: {
    subject: (amount, number) => `Seu reembolso de ${amount} do pedido ${number}`,
    heading: (amount) => `Reembolsamos ${amount}`,
    text: (number) =>
      `O reembolso do pedido ${number} vai para o cartão ou a conta com que você pagou. Os bancos costumam levar de 5 a 10 dias para mostrar o valor.`,
  },
  refund_failed: {
    subject: (number) => `Um reembolso do pedido ${number} não chegou até você`,
    heading: "Um reembolso não chegou até você",
    text: (amount, number, seller) =>
      `Seu banco devolveu o reembolso de ${amount} do pedido ${number}: o cartão ou a conta pode estar encerrado. O dinheiro continua sendo seu, e você vai recebê-lo de ${seller} de outra forma.`,
    reply: "Responda a esta mensagem se quiser dizer para onde ele deve ir.",
  },
  debit_failed: {
    subject: (seller) => `Seu pagamento a ${seller} não foi concluído`,
    heading: "Seu pagamento não foi concluído",
    text: (amount, seller) => `Seu banco não pagou ${amount} a ${seller}. Nada foi cobrado e não há pedido.`,
    open: "Seu carrinho ainda está lá. Você pode pagar de outra forma:",
    pay: "Voltar ao pagamento",
    closed: "O pagamento já foi encerrado. Faça o pedido de novo se ainda quiser estes itens.",
    footer: (seller) => `Você recebe esta mensagem porque queria comprar em ${seller}.`,
  },
};
