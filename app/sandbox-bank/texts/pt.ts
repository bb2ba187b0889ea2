import type { BankTexts } from "./en.ts";

/** The sandbox bank in Portuguese. */
export const pt: BankTexts = {
  name: "Banco de testes",
  simulated: "SIMULADO. Banco de testes: nenhum dinheiro real é movimentado.",
  paymentTo: (seller) => `Pagamento a ${seller}`,
  paidTitle: "Este pagamento foi feito",
  paidText: "Ele não pode ser feito uma segunda vez aqui.",
  closedTitle: "Esta página de pagamento foi fechada",
  closedText: "A loja a cancelou, e nada foi cobrado aqui.",
  backToShop: "Voltar à loja",
  declinedTitle: "O cartão foi recusado",
  declinedText: "Nada foi cobrado. Você pode tentar com outro cartão.",
  explanation:
    "Um banco de verdade pediria um cartão aqui. Este pergunta o que deve acontecer, para que você possa testar a loja.",
  pay: (amount) => `Pagar ${amount}`,
  decline: "Usar um cartão que é recusado",
  leave: "Sair sem pagar",
  payTwice: "Deixar o banco cobrar duas vezes por engano",
  payTwiceText: "A loja precisa perceber e reembolsar o segundo pagamento.",
  confirmTitle: "Confirmar um pagamento com cartão (3-D Secure)",
  confirmText:
    "Você está prestes a pagar este valor com seu cartão. É você mesmo? Nada é cobrado antes da confirmação.",
  approve: "Aprovar este pagamento",
  refuse: "Recusar",
  approvedTitle: "Você aprovou este pagamento",
  approvedText: "A conversa continua sozinha: volte à aba dela.",
  ledgerTitle: (order) => `Pedido ${order} nos livros do banco`,
  ledgerText:
    "Estes são os livros do banco de testes, separados dos da loja. Uma segunda cobrança precisa ter sido devolvida.",
  noCharge: "Nada foi cobrado por este pedido.",
  chargeState: {
    captured: "Cobrado",
    refunded: "Cobrado e devolvido por completo",
    partially_refunded: "Cobrado e devolvido em parte",
    declined: "Recusado",
  },
  refund: "Devolvido",
  net: "Pago no final",
  backToOrder: "Voltar ao pedido",
  refusedTitle: "Você recusou este pagamento",
  refusedText: "Nada foi cobrado. A conversa continua sozinha: volte à aba dela.",
  canceledTitle: "Este pagamento foi cancelado",
  canceledText: "A loja não o pede mais, e nada foi cobrado.",
};
