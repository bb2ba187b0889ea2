import type { WalletTexts } from "./en.ts";

export const pt: WalletTexts = {
  title: "Pagar com uma carteira digital",
  or: "ou",
  unavailable: "Esta carteira não pode ser usada neste pedido agora, e nada foi cobrado. Pague com o botão abaixo.",
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
