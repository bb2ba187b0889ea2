import type { AccountTexts } from "./en.ts";

export const pt: AccountTexts = {
  subject: "Sua conta no serviço de pagamento precisa de você",
  text: "Sem o que está nesta lista, o serviço de pagamento pode deixar de pagar você, e seus itens não estariam mais à venda.",
  textRestricted:
    "Enquanto o serviço de pagamento não tiver o que está nesta lista, ele pode não pagar você, e seus itens podem não estar à venda.",
  wanted: "O serviço de pagamento pede",
  restricted: "A conta está restrita",
  until: (what, time) => `${what}, até ${time}`,
  overdue: (what) => `${what}, em atraso`,
  where: "Responda no serviço de pagamento ou peça um link a quem administra a loja. Nenhum link é enviado por e-mail.",
  footer: (shop) => `Você recebe esta mensagem porque vende em ${shop}.`,
  testTitle: "Modo de teste",
  testText: "Esta loja não recebe dinheiro real.",
  question: (what) => `Outra pergunta: ${what}`,
  kinds: {
    identity: "Quem você é",
    document: "Um documento que comprove sua identidade",
    bank_account: "Uma conta bancária para o seu dinheiro, ou um comprovante",
    id_number: "Um número fiscal ou de identidade",
    address: "Um endereço",
    birth: "Uma data de nascimento",
    name: "Um nome",
    contact: "Um e-mail ou um número de telefone",
    company: "Dados da sua empresa",
    people: "Quem possui, dirige ou representa sua empresa",
    terms: "Seu aceite dos termos do serviço de pagamento",
  },
  reasons: {
    overdue: "Algo que foi pedido está em atraso.",
    checking: "Seus dados ainda estão sendo verificados.",
    answers: "Faltam respostas.",
    rejected: "A conta foi recusada.",
    gone: "A conta não está mais conectada a esta loja.",
    other: "O serviço de pagamento não dá um motivo que possa ser informado aqui.",
  },
};
