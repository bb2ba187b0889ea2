import { pt as problems } from "#lib/wire/texts/problems/pt.ts";
import type { RejectedDiscount } from "#lib/checkout/session.ts";
import type { BuyerTaxId } from "#lib/checkout/taxes/tax-id.ts";
import type { CheckoutTexts } from "./en.ts";

const REJECTED: Readonly<Record<RejectedDiscount["reason"], string>> = {
  unknown: "esse cupom não existe",
  expired: "ele está vencido",
  minimum_not_met: "o pedido está abaixo do valor mínimo",
  used_up: "ele se esgotou",
  wrong_currency: "ele não vale nesta moeda",
  not_combinable: "ele não pode ser combinado com o outro desconto",
  not_started: "ele ainda não pode ser usado",
  not_applicable: "ele vale para outros itens ou para uma quantidade maior",
  customer_limit: "você já o usou tantas vezes quanto um cliente pode, ou está pagando outro pedido com ele",
  first_order_only: "ele vale só para o primeiro pedido",
};

const VAT_CHECKS: Readonly<Record<BuyerTaxId["check"], string>> = {
  form: "",
  valid: "",
  invalid: ". O VIES, o registro da União Europeia, não tem este número; por isso o IVA é cobrado. Confira o número.",
  unknown:
    ". Ele não pôde ser verificado agora; por isso o IVA é cobrado. Para verificá-lo de novo, escolha “Alterar” e depois “Continuar”.",
};

export const pt: CheckoutTexts = {
  checkout: "Finalizar compra",
  yourOrder: "Seu pedido",
  soldBy: (seller) => `Vendido por ${seller}`,
  changeOrder: "Alterar os itens ou incluir um cupom de desconto",
  oneLess: (title) => `Um a menos: ${title}`,
  units: "Quantidade",
  oneMore: (title) => `Um a mais: ${title}`,
  remove: "Remover",
  leave: "Nada é cobrado antes de você pagar. Você pode fechar esta página quando quiser.",
  items: { one: "{count} item", other: "{count} itens" },

  contact: "Contato",
  contactAndAddress: "Contato e endereço de entrega",
  contactAndBilling: "Contato e endereço de cobrança",
  deliveryAddress: "Endereço de entrega",
  fillIn: {
    contact: "Informe seus dados de contato antes de pagar.",
    contactAndAddress: "Informe seus dados de contato e o endereço de entrega antes de pagar.",
    contactAndBilling: "Informe seus dados de contato e o endereço de cobrança antes de pagar.",
  },
  allFilledIn: "As informações estão completas.",
  change: "Alterar",
  didYouMean: (email) => `Você quis dizer ${email}? Se sim, altere antes de pagar.`,
  vatNumber: (number, check) => `Número de IVA ${number}${VAT_CHECKS[check]}`,
  shownInPart: "Mostrado em parte, porque o link sozinho não nos diz que é você.",
  openedElsewhere:
    "Este pedido foi aberto em outro navegador e só pode ser alterado lá. Mesmo assim, você pode pagá-lo aqui.",
  openedElsewhereNotReady:
    "Este pedido foi aberto em outro navegador, e os dados são informados lá. Quando estiverem completos, você poderá pagar aqui.",
  placedElsewhere: "Este pedido foi aberto em outro navegador. Não há nada a pagar, e ele só pode ser feito lá.",
  isRemembered: "Lembrado de um pedido anterior.",
  forgetDetails: "Esquecer estes dados",
  changeContact: "contato e endereço",
  details: {
    fixFields: { one: "Corrija um campo, por favor", other: "Corrija {count} campos, por favor" },
    email: "E-mail",
    emailHint: "Para o recibo.",
    name: "Nome completo",
    country: "País",
    chooseCountry: "Escolha um país",
    countryHint: "Nem todos os países usam todos os campos abaixo.",
    chooseRegion: "Escolha",
    line_one: "Endereço",
    forCompany: "Compra para uma empresa?",
    company: "Empresa",
    vat_number: "Número de IVA",
    vatHint: "Com o código do país, por exemplo PT501964843.",
    line_two: "Apartamento, andar",
    city: "Cidade",
    state: "Estado, província ou região",
    postal_code: "Código postal",
    parts: {
      area: "Área",
      county: "Condado",
      department: "Departamento",
      district: "Distrito",
      do_si: "Província ou cidade",
      emirate: "Emirado",
      island: "Ilha",
      oblast: "Oblast",
      parish: "Paróquia",
      prefecture: "Prefeitura",
      province: "Província",
      region: "Região",
      state: "Estado",
      eircode: "Eircode",
      pin: "Código PIN",
      postal: "Código postal",
      postcode: "Código postal",
      zip: "Código ZIP",
      city: "Cidade",
      suburb: "Localidade",
      post_town: "Localidade",
    },
    phone_number: "Telefone",
    phoneForCarrier: "Para a transportadora.",
    phoneForQuestions: "Se tivermos alguma dúvida.",
    suggestions: {
      title: "Endereços sugeridos",
      found: { one: "{count} endereço sugerido", other: "{count} endereços sugeridos" },
      filled: "O endereço foi preenchido. Confira, por favor.",
      failed: "Não foi possível consultar esse endereço. Digite-o, por favor.",
      by: (service) => `Sugestões de ${service}`,
      simulated: "SIMULADO: estes endereços são inventados.",
    },
    optional: "(opcional)",
    remember: "Lembrar estes dados no meu próximo pedido a este vendedor no chat",
    continue: "Continuar",
    continuing: "Continuar…",
    keep: "Deixar como está",
    keepsEmpty: "O que você deixar vazio fica como está. Para alterar o endereço, preencha-o por inteiro.",
    openedElsewhere:
      "Este pedido foi aberto em outro navegador e só pode ser alterado lá. O que você digitou aqui não foi salvo.",
  },

  discountCode: "Cupom de desconto",
  apply: "Aplicar",
  codeNotUsed: (code, reason) => `O cupom ${code} não foi aplicado: ${REJECTED[reason]}.`,
  removeCode: "remover este cupom",

  deliveryDays: (first, last) => (first === last ? first : `De ${first} a ${last}`),
  free: "Grátis",
  pay: (total) => `Pagar ${total}`,
  placeOrder: "Fazer o pedido",
  nothingToPay: "Não há nada a pagar: seu desconto cobre o valor total.",
  payOnService: "Você paga na página segura do serviço de pagamento e depois volta para cá.",
  payOnSimulated: (service) => `Você paga em uma página simulada (${service}). Nenhum dinheiro real é movimentado.`,
  consent: (seller) => `Ao fazer o pedido, você aceita os termos e as regras de devolução de ${seller}.`,
  orderForm: {
    delivery: "Entrega",
    payment: "Pagamento",
    updateTotal: "Atualizar o total",
    updating: "Atualizando…",
  },

  confirmTitle: "Seu banco pede que você confirme este pagamento",
  confirmText: "O pagamento iniciado no ChatGPT será feito assim que você confirmar. Antes disso nada é cobrado.",
  notPaidYetTitle: "Você ainda não pagou",
  notPaidYetText: (total) =>
    `A página de pagamento deste pedido está aberta. Continue lá para pagar ${total} ou altere o pedido; nesse caso, a página de pagamento será fechada.`,
  notPaidYetElsewhere: (total) => `A página de pagamento deste pedido está aberta. Continue lá para pagar ${total}.`,
  openPayment: {
    continue: "Continuar para o pagamento",
    confirm: "Confirmar no seu banco",
    change: "Alterar o pedido",
    payAnotherWay: "Não confirmar, pagar de outra forma",
  },
  checkingTitle: "Ainda estamos verificando seu pagamento",
  checkingText:
    "Não pague de novo, por favor. O serviço de pagamento ainda não confirmou o que aconteceu com o pagamento. Esta página verifica de novo sozinha.",

  paymentFailed: (day) => `Seu pagamento falhou (${day}), e nada foi cobrado.`,
  payAgain: "Você pode pagar de novo, também de outra forma.",
  expiredTitle: "Esta compra expirou",
  expiredText: "Os preços só valem por algumas horas. Nada foi cobrado.",
  canceledTitle: "Esta compra foi cancelada",
  canceledText: "Nada foi cobrado.",
  buyAgain: "Para comprar estes itens, volte ao chat e peça um novo link de pagamento.",
  notSelling: {
    paused: (seller) =>
      `${seller} não está vendendo no momento, por isso este pedido não pode ser pago. Nada foi cobrado. Tente novamente mais tarde.`,
    left: (seller) => `${seller} não vende mais aqui, por isso este pedido não pode ser pago. Nada foi cobrado.`,
  },

  missing: {
    delivery_address: "Falta um endereço de entrega.",
    delivery_option: "O vendedor não entrega neste endereço. Informe outro, por favor.",
    tax_address: "Seu endereço é necessário, porque o imposto depende de onde você está.",
    exact_address: "O imposto depende do lugar exato. Confira o código postal e o estado ou a região.",
    tax: "No momento não é possível calcular o imposto deste pedido. Recarregue esta página em um minuto.",
    seller:
      "O vendedor não pode receber pagamentos no momento, por isso este pedido ainda não pode ser pago. Tente novamente mais tarde.",
  },
  problems,
  stopped: {
    totalChanged: (total) => `O total agora é ${total}. Confira e depois pague.`,
    stillChecking:
      "O serviço de pagamento ainda não respondeu; por isso o pedido fica como está. Tente novamente em instantes.",
    pageNotOpened: "A página de pagamento não pôde ser aberta, e nada foi cobrado. Tente novamente mais tarde.",
    emailRefused: "O serviço de pagamento não aceita este e-mail, e nada foi cobrado. Confira o e-mail.",
    openedElsewhere:
      "Este pedido foi aberto em outro navegador e só pode ser alterado lá; nada foi alterado. Mesmo assim, você pode pagá-lo aqui.",
    codeNotUsed: (code) => `O cupom ${code} não foi aplicado; o motivo está ao lado. Mesmo assim, você pode pagar.`,
  },

  yourPayment: "Seu pagamento",
  paid: "Obrigado. Seu pedido está pago.",
  placed: "Obrigado. Seu pedido está feito.",
  orderPage: "A página do seu pedido, para guardar ou imprimir",
  notPaid: "Não pago",
  notPaidText: "Nenhum pagamento foi feito, e nada foi cobrado. O pedido continua aqui.",
  backToCheckout: "Voltar ao pedido",

  payment: "Pagamento",
  backToOrder: "Voltar ao pedido",
  paymentForm: {
    title: "Formulário de pagamento",
    loading:
      "O formulário de pagamento está carregando. Ele precisa de JavaScript; sem ele, pague na página do serviço de pagamento.",
    failedTitle: "Não foi possível mostrar o formulário de pagamento",
    failedText: "Nada foi cobrado. Pague na página do serviço de pagamento, por favor.",
  },
  servicePage: {
    question: "O formulário não aparece?",
    open: "Pagar na página do serviço de pagamento",
  },
};
