import type { MissingDetail } from "../../../checkout/session.ts";
import type { ShownPart } from "../../../checkout/shown.ts";
import { counted } from "../../text-tables.ts";
import { amountText } from "./amount-text.ts";
import type { PaymentTexts } from "./en.ts";

const REFUSED_CARD = "Seu banco recusou este cartão. Use outro, por favor.";

const missing: Readonly<Record<MissingDetail | "buyer_email", string>> = {
  delivery_address: "Falta um endereço de entrega.",
  delivery_option: "O vendedor não entrega neste endereço. Informe outro, por favor.",
  tax_address: "Seu endereço é necessário, porque o imposto depende de onde você está. Nada será enviado para lá.",
  exact_address:
    "O imposto depende do lugar exato, e este endereço não é suficiente. Confira o código postal e o estado ou a região.",
  tax: "No momento não é possível calcular o imposto deste pedido. Tente novamente em um minuto.",
  seller:
    "O vendedor não pode receber pagamentos no momento, por isso este pedido ainda não pode ser pago. Tente novamente mais tarde.",
  buyer_email: "Falta um e-mail para o recibo.",
};

const parts: Readonly<Record<ShownPart, string>> = {
  lines: "itens",
  delivery_address: "endereço de entrega",
  delivery: "entrega",
  buyer: "contato",
  discount_codes: "cupons de desconto",
  total: "total",
};

export const pt: PaymentTexts = {
  missingAtPayment: (detail) => `${missing[detail]} Nada foi cobrado.`,
  declines: {
    insufficient_funds: "O cartão foi recusado por falta de saldo. Use outro, por favor.",
    expired_card: "O cartão está vencido. Use outro, por favor.",
    authentication_failed: "O banco não conseguiu confirmar este pagamento. Tente novamente ou use outro cartão.",
    card_declined: REFUSED_CARD,
    suspected_fraud: REFUSED_CARD,
    other: REFUSED_CARD,
  },
  refusals: {
    still_checking:
      "Ainda estamos verificando seu pagamento. Não pague de novo; o status do pedido mostrará o resultado assim que for conhecido.",
    payment_in_progress:
      "Outro pagamento deste pedido está em andamento. Não pague de novo; veja primeiro o status do pedido.",
    token_invalid: "Esta autorização de pagamento não vale mais, e nada foi cobrado. Comece o pagamento de novo.",
    instant_unavailable:
      "Não é possível pagar aqui agora, e nada foi cobrado. Use a página de pagamento do vendedor, por favor.",
    payment_rejected:
      "O pagamento não pôde ser feito aqui, e nada foi cobrado. Use a página de pagamento do vendedor, por favor.",
    provider_busy: "O serviço de pagamento está sobrecarregado, e nada foi cobrado. Tente novamente em um minuto.",
    seller_not_ready:
      "O vendedor não pode receber pagamentos no momento, e nada foi cobrado. Tente novamente mais tarde.",
    discount_used_up:
      "Um desconto não vale mais: ele se esgotou ou você já o usou. Nada foi cobrado. Confira o novo total antes de pagar.",
    too_many_pages:
      "Você tem pedidos demais em aberto sem pagar, e nada foi cobrado. Pague ou cancele um deles, ou tente novamente em alguns minutos.",
    closed: "Este pedido está fechado, e nada foi cobrado. Comece um novo, por favor.",
  },
  confirmAtBank: "Seu banco pede que você confirme este pagamento.",
  amountNotTaken: amountText({
    too_low: (limit) =>
      `O total é baixo demais para ser pago: o serviço de pagamento aceita ${limit} ou mais. Nada foi cobrado. Adicione um item ou remova um cupom de desconto.`,
    too_high: (limit) =>
      `O total é alto demais para um único pagamento: o serviço de pagamento aceita até ${limit}. Nada foi cobrado. Divida a compra em dois pedidos.`,
    refused: "O serviço de pagamento não aceita este total, e nada foi cobrado. Altere o pedido, por favor.",
    not_exact:
      "O serviço de pagamento não consegue cobrar exatamente este total nesta moeda, e nada foi cobrado. Altere o pedido, por favor.",
  }),
  changed: (changed) =>
    `O pedido mudou desde que foi exibido (${changed.map((part) => parts[part]).join(", ")}), e nada foi cobrado. Confira-o novamente antes de pagar.`,
  heldByOthers: (title) =>
    `Outros compradores estão pagando agora pelas últimas unidades de “${title}”, e nada foi cobrado. Tente novamente em alguns minutos.`,
  noLongerSold: (title) => `“${title}” não está mais à venda, e nada foi cobrado.`,
  priceRaised: (title) => `O preço de “${title}” subiu, e nada foi cobrado. Confira o novo total antes de pagar.`,
  soldOut: (title, left) =>
    left > 0
      ? `${counted({ one: "Resta só {count} unidade", other: "Restam só {count} unidades" }, left, "pt")} de “${title}”, e nada foi cobrado.`
      : `“${title}” acabou de se esgotar, e nada foi cobrado.`,
};
