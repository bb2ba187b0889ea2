import type { PolicyWords } from "./en.ts";

export const pt: PolicyWords = {
  exampleTitle: "Um texto de exemplo",
  exampleText:
    "Esta é uma loja de demonstração. Antes de vender, substitua esta página pelo seu próprio texto e peça que o revisem para os países onde você vende.",
  isEnglish: "O texto está em inglês.",
  shipping: {
    introduction:
      "Antes de pagar, você vê quanto custa a entrega no seu endereço. Os preços estão na moeda do item. Onde um imposto é somado aos preços, ele também pode ser somado à entrega.",
    everywhereElse: "Todos os outros lugares",
    price: "Preço",
    priceFrom: "A partir de",
    fewPlaces: "Não para todos os endereços: ao finalizar a compra, você vê se é oferecido para o seu.",
    freeFrom: "Grátis a partir de",
  },
};
