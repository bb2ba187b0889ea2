import type { TranslatedCard } from "./card.ts";

const rejected: Readonly<Record<Parameters<TranslatedCard["codeNotUsed"]>[1], (code: string) => string>> = {
  unknown: (code) => `O código “${code}” não existe.`,
  expired: (code) => `O código “${code}” expirou.`,
  minimum_not_met: (code) => `O valor do pedido é baixo demais para o código “${code}”.`,
  used_up: (code) => `O código “${code}” se esgotou.`,
  wrong_currency: (code) => `O código “${code}” não vale nesta moeda.`,
  not_combinable: (code) => `O código “${code}” não pode ser combinado com o outro desconto.`,
  not_started: (code) => `O código “${code}” ainda não vale.`,
  not_applicable: (code) => `O código “${code}” é para outros itens ou para uma quantidade maior.`,
  customer_limit: (code) =>
    `Você já usou o código “${code}” tantas vezes quanto um cliente pode, ou está pagando outro pedido com ele.`,
  first_order_only: (code) => `O código “${code}” é só para o primeiro pedido.`,
};

export const pt: TranslatedCard = {
  missing: {
    delivery_address: "Falta um endereço de entrega.",
    delivery_option: "O vendedor não entrega neste endereço. Informe outro.",
    tax_address: "Seu endereço é necessário, porque o imposto depende de onde você mora. Nada é enviado para lá.",
    exact_address:
      "O imposto depende do lugar exato, e este endereço não é suficiente. Confira o código postal e a região.",
    tax: "No momento não é possível calcular o imposto deste pedido. Tente de novo em um minuto.",
    seller:
      "O vendedor não pode receber pagamentos no momento, por isso este pedido ainda não pode ser pago. Tente novamente mais tarde.",
  },
  codeNotUsed: (code, reason) => rejected[reason](code),
  named: (title) => `“${title}”`,
  awaited: (title, words) => `“${title}”: ${words}.`,
  addressGivenOnPage: () =>
    "O endereço de entrega foi informado na página do vendedor. Ele não aparece aqui e só pode ser alterado lá.",
  addressRemembered: () => "O endereço de entrega é o que esta loja salvou para você. Você pode alterá-lo.",
  includedTax: (amount, name) => `Os preços incluem ${amount} de ${name}.`,
  deliveryTax: (amount, name) => `A entrega inclui ${amount} de ${name}.`,
  lineDiscount: (title, amount, line) => `${title}: ${amount} de desconto em “${line}”.`,
  totals: {
    items_base_amount: "Itens",
    items_discount: "Economia",
    subtotal: "Subtotal",
    discount: "Desconto",
    fulfillment: "Entrega",
    tax: "Impostos",
    fee: "Taxa",
    total: "Total",
  },
  paymentFailed: (day) => `O pagamento feito na página de pagamento falhou em ${day} e nada foi cobrado.`,
  locked: "Nada foi alterado: este pedido está pago, fechado ou em pagamento.",
  givenOnPage: "Isto foi indicado na página do vendedor e só pode ser alterado lá.",
  pre_order: (day) => (day === null ? "Em pré-venda" : `Pré-venda, envio a partir de ${day}`),
  backorder: (day) => (day === null ? "Aguardando reposição" : `Aguardando reposição, envio a partir de ${day}`),
};
