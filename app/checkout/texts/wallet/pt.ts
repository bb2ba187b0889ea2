import type { WalletTexts } from "./en.ts";

export const pt: WalletTexts = {
  title: "Pagar com uma carteira digital",
  or: "ou",
  unavailable: "Esta carteira não pode ser usada neste pedido agora, e nada foi cobrado. Pague com o botão abaixo.",
  says: {
    paying: "O pagamento com a carteira está em andamento. Não pague de novo e deixe esta página aberta.",
    updating: "Esta página ainda está sendo atualizada. Escolha a carteira de novo em instantes.",
    applying: "Seu código de desconto é aplicado primeiro. Confira o total e escolha a carteira de novo.",
    slow: "O pagamento está demorando mais do que o normal. Não pague de novo: esta página dirá o que aconteceu.",
  },
  confirmText:
    "O pagamento iniciado com a sua carteira será feito assim que você confirmar. Antes disso nada é cobrado.",
  sandbox: {
    open: "Carteira de teste (simulada)",
    title: "Carteira de teste",
    simulated: "SIMULAÇÃO. Nenhum dinheiro real é movimentado. Escolha um cartão para ver o que acontece.",
    amount: (total, seller) => `${total} a ${seller}`,
    cards: {
      ok: "Um cartão que é aceito",
      declined: "Um cartão que é recusado",
      "3ds": "Um cartão que o banco pede para confirmar",
      timeout_captured: "Um cartão cuja resposta se perde",
    },
    cancel: "Cancelar",
  },
};
