import type { OrderTexts } from "./en.tsx";

export const pt: OrderTexts = {
  title: (number) => `Pedido ${number}`,
  keepAddress: "Guarde o endereço desta página para voltar: quem tiver o endereço pode ver o pedido.",
  questions: (link) => (
    <>
      Dúvidas? Veja {link("returns", "devoluções")} e {link("shipping", "entrega")}.
    </>
  ),
  buyAgain: "Comprar de novo",
  print: "Imprimir ou salvar como PDF",
  sandboxLedger: "Ver o que o banco de testes fez",
  notSoldTitle: "Não é possível comprar de novo exatamente assim",
  notSold: "Algo deste pedido está esgotado ou não é mais vendido. Pergunte no chat para ver o que existe agora.",
};
