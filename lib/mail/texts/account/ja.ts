import type { AccountTexts } from "./en.ts";

export const ja: AccountTexts = {
  subject: "決済サービスのアカウントにご対応が必要です",
  text: "以下の情報がないと、決済サービスからの支払いが停止され、商品が販売できなくなることがあります。",
  textRestricted: "決済サービスが以下の情報を受け取るまで、支払いが行われず、商品が販売できないことがあります。",
  wanted: "決済サービスが求めている情報",
  restricted: "アカウントが制限されています",
  until: (what, time) => `${what}（期限：${time}）`,
  overdue: (what) => `${what}（期限を過ぎています）`,
  where:
    "決済サービスでご回答いただくか、ショップの運営者にリンクをご依頼ください。リンクをメールでお送りすることはありません。",
  footer: (shop) => `${shop}で販売されているため、このメールをお送りしています。`,
  testTitle: "テストモード",
  testText: "このショップでは実際のお支払いは発生しません。",
  question: (what) => `その他の質問：${what}`,
  kinds: {
    identity: "ご本人の情報",
    document: "本人確認書類",
    bank_account: "受け取り用の銀行口座、またはその証明",
    id_number: "納税者番号または身分証明番号",
    address: "住所",
    birth: "生年月日",
    name: "氏名",
    contact: "メールアドレスまたは電話番号",
    company: "事業に関する情報",
    people: "事業の所有者、経営者または代表者",
    terms: "決済サービスの規約への同意",
  },
  reasons: {
    overdue: "求められた情報の期限が過ぎています。",
    checking: "ご提供いただいた情報を確認中です。",
    answers: "回答が不足しています。",
    rejected: "アカウントが承認されませんでした。",
    gone: "アカウントとこのショップの連携が解除されています。",
    other: "ここでお伝えできる理由は示されていません。",
  },
};
