import type { RefusalTexts } from "./en.ts";

export const pt: RefusalTexts = {
  400: {
    title: "Solicitação inválida",
    text: "Este endereço ou esta solicitação não pode ser lida. Volte e tente o link de novo.",
  },
  403: { title: "Não daqui", text: "Este formulário foi enviado de outro site. Abra a página aqui e envie de novo." },
  404: { title: "Não encontrado", text: "Não há página neste endereço." },
  405: { title: "Método não permitido", text: "Este endereço não aceita solicitações deste tipo." },
  408: { title: "Lento demais", text: "A solicitação demorou demais para chegar. Volte e tente de novo." },
  413: { title: "Grande demais", text: "O que foi enviado é longo demais para este endereço." },
  414: { title: "Endereço longo demais", text: "O endereço é longo demais. Volte e tente o link de novo." },
  429: {
    title: "Solicitações demais",
    text: "Houve solicitações demais em pouco tempo. Espere um momento e tente de novo.",
  },
  431: {
    title: "Cabeçalhos longos demais",
    text: "Os cabeçalhos da solicitação são longos demais. Apagar os cookies deste site ajuda.",
  },
  500: {
    title: "Algo deu errado",
    text: "A loja não conseguiu responder. Tente de novo em instantes: nada é cobrado duas vezes.",
  },
  501: { title: "Não compreendido", text: "A solicitação está codificada de uma forma que esta loja não lê." },
  503: { title: "Ainda não disponível", text: "A loja está iniciando ou parando. Tente de novo em instantes." },
  505: { title: "Versão não compatível", text: "Esta loja responde por HTTP/1.1." },
  toTheShop: "Ir para a loja",
};
