import type { WalletTexts } from "./en.ts";

export const pt: WalletTexts = {
  title: "Pagar com uma carteira digital",
  or: "ou",
  unavailable: "Esta carteira não pode ser usada neste pedido agora, e nada foi cobrado. Pague com o botão abaixo.",
  unavailableYet:
    "Esta carteira não pode ser usada neste pedido agora, e nada foi cobrado. Preencha o formulário abaixo.",
  gives: {
    email: "Sua carteira informa seu e-mail. Você vê o total nela antes de confirmar.",
    person: "Sua carteira informa seu nome e seu e-mail. Você vê o total nela antes de confirmar.",
    address: "Sua carteira informa seu nome, seu e-mail e seu endereço. Você vê o total nela antes de confirmar.",
  },
  mayCostLess:
    "Alguns descontos dependem do seu e-mail. Se um valer para você, nada é cobrado de início: esta página mostra o total menor, e você pressiona mais uma vez.",
  deliveryOfAll: "Entrega por todos os vendedores",
  says: {
    paying: "O pagamento com a carteira está em andamento. Não pague de novo e deixe esta página aberta.",
    updating: "Esta página ainda está sendo atualizada. Escolha a carteira de novo em instantes.",
    applying: "Seu código de desconto é aplicado primeiro. Confira o total e escolha a carteira de novo.",
    slow: "O pagamento está demorando mais do que o normal. Não pague de novo: esta página dirá o que aconteceu.",
    undelivered:
      "Este pedido não pode ser enviado para lá com a carteira. Escolha nela outro endereço ou preencha o formulário abaixo.",
    unanswered:
      "Não foi possível calcular agora o total para esse endereço. Escolha a carteira de novo em instantes ou preencha o formulário abaixo.",
  },
  confirmText:
    "O pagamento iniciado com a sua carteira será feito assim que você confirmar. Antes disso nada é cobrado.",
  sandbox: {
    open: "Carteira de teste (simulada)",
    title: "Carteira de teste",
    simulated: "SIMULAÇÃO. Nenhum dinheiro real é movimentado. Escolha um cartão para ver o que acontece.",
    amount: (total, seller) => `${total} a ${seller}`,
    address: "Enviar para",
    delivery: "Entrega",
    undelivered: "Não há entrega nesse lugar. Escolha outro endereço.",
    working: "Calculando o total…",
    cards: {
      ok: "Um cartão que é aceito",
      declined: "Um cartão que é recusado",
      "3ds": "Um cartão que o banco pede para confirmar",
      timeout_captured: "Um cartão cuja resposta se perde",
    },
    cancel: "Cancelar",
  },
};
