import type { TranslatedCard } from "./card.ts";

const rejected: Readonly<Record<Parameters<TranslatedCard["codeNotUsed"]>[1], (code: string) => string>> = {
  unknown: (code) => `コード「${code}」は存在しません。`,
  expired: (code) => `コード「${code}」は有効期限が切れています。`,
  minimum_not_met: (code) => `ご注文金額がコード「${code}」の最低金額に達していません。`,
  used_up: (code) => `コード「${code}」は使用上限に達しました。`,
  wrong_currency: (code) => `コード「${code}」はこの通貨ではご利用いただけません。`,
  not_combinable: (code) => `コード「${code}」はほかの割引と併用できません。`,
  not_started: (code) => `コード「${code}」はまだご利用いただけません。`,
  not_applicable: (code) => `コード「${code}」はほかの商品、またはより多い数量が対象です。`,
  customer_limit: (code) => `コード「${code}」はお一人様の利用回数に達したか、ほかのご注文のお支払いに使用中です。`,
  first_order_only: (code) => `コード「${code}」は初回のご注文のみ対象です。`,
};

export const ja: TranslatedCard = {
  missing: {
    delivery_address: "お届け先のご住所が必要です。",
    delivery_option: "このご住所への配送は承っておりません。別のご住所を入力してください。",
    tax_address: "税額を計算するため、ご住所が必要です。商品の送付には使用しません。",
    exact_address: "税額の計算には、より詳しいご住所が必要です。郵便番号と都道府県・州をご確認ください。",
    tax: "現在、税額を計算できません。しばらくしてからもう一度お試しください。",
    seller:
      "販売者が現在お支払いを受け取れないため、このご注文はまだお支払いいただけません。しばらくしてからもう一度お試しください。",
  },
  codeNotUsed: (code, reason) => rejected[reason](code),
  named: (title) => `「${title}」`,
  awaited: (title, words) => `「${title}」：${words}`,
  addressGivenOnPage: () =>
    "お届け先は販売元のページで入力されました。ここには表示されず、そのページでのみ変更できます。",
  addressRemembered: () => "このショップに保存されているお届け先です。変更することもできます。",
  includedTax: (amount, name) => `価格に含まれる${name}：${amount}`,
  deliveryTax: (amount, name) => `送料に含まれる${name}：${amount}`,
  lineDiscount: (title, amount, line) => `${title}：「${line}」から${amount}割引`,
  totals: {
    items_base_amount: "商品",
    items_discount: "セール割引",
    subtotal: "小計",
    discount: "割引",
    fulfillment: "送料",
    tax: "税",
    fee: "手数料",
    total: "合計",
  },
  paymentFailed: (day) => `決済ページでのお支払いは${day}に失敗しました。請求は発生していません。`,
  locked: "変更されませんでした。このご注文はお支払い済み、終了済み、またはお支払い手続き中です。",
  givenOnPage: "これは販売者のページで入力されたもので、そのページでのみ変更できます。",
  pre_order: (day) => (day === null ? "予約受付中" : `予約受付中、${day}以降に発送`),
  backorder: (day) => (day === null ? "入荷待ち" : `入荷待ち、${day}以降に発送`),
};
