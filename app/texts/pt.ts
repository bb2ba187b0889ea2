import type { ErrorTexts } from "./en.ts";

export const pt: ErrorTexts = {
  notFound: "Não encontrado",
  noSuchPage: "Esta página não existe",
  noSuchPageText:
    "O endereço pode estar incompleto. Se você veio de um chat, volte a ele e abra de novo o pagamento ou o pedido.",

  wrong: "Algo deu errado",
  wrongOnOurSide: "Algo deu errado do nosso lado",
  notChargedTwice: "Você não será cobrado duas vezes se tentar de novo.",
  ifYouWerePaying: "Se você estava pagando, recarregue a página para ver o que aconteceu com o pagamento.",
  reload: "Recarregar a página",
};
