import type { MailTexts } from "./en.ts";

export const ja: MailTexts = {
  testSubject: (subject) => `【テスト】${subject}`,
  testTitle: "テスト注文",
  testText: "実際のお支払いは行われておらず、商品は発送されません。",

  viewOrder: "ご注文を見る",
  moreItems: { other: "ほか{count}点" },
  itemsAt: (quantity, price) => `${price} × ${quantity}`,
  regularPrice: (price) => `通常価格 ${price}`,
  itemsTotal: "商品",
  saleSavings: "セール割引",
  soldBy: (seller) => `販売元：${seller}`,
  policies: { returns: "返品", terms: "利用規約" },
  delivery: "配送",
  deliveryBy: (service, carrier) => `${service}、${carrier}`,
  free: "無料",
  tax: "税",
  fee: "手数料",
  total: "合計",
  pricesInclude: (tax) => `価格に含まれる税：${tax}`,
  deliveryIncludes: (tax) => `配送料に含まれる税：${tax}`,
  reverseCharge: "リバースチャージ：付加価値税は受領者が申告します。",
  vatNumber: (number) => `付加価値税番号 ${number}`,
  deliveryAddress: "お届け先",
  billingAddress: "ご請求先",
  expected: (first, last) => `${first}～${last}お届け予定`,
  footer: (seller) => `このメールは、${seller}でお買い上げいただいたお客様にお送りしています。`,

  order_placed: {
    subject: (seller, number) => `【${seller}】ご注文 ${number} の確認`,
    heading: "ご注文ありがとうございます",
    text: (seller, number, amount) => `${seller}がご注文 ${number} とお支払い ${amount} を承りました。`,
    textOfNothing: (seller, number) => `${seller}がご注文 ${number} を承りました。お支払いはありません。`,
  },
  order_canceled: {
    subject: (number) => `ご注文 ${number} がキャンセルされました`,
    heading: "ご注文がキャンセルされました",
    text: (seller, number) =>
      `${seller}がご注文 ${number} をキャンセルしました。お支払いは発生しておらず、商品は発送されません。ご利用になったコードは再度お使いいただけます。`,
  },
  order_shipped: {
    subject: (number) => `ご注文 ${number} を発送しました`,
    subjectPart: (number) => `ご注文 ${number} の一部を発送しました`,
    heading: "商品を発送しました",
    headingPart: "ご注文の一部を発送しました",
    text: (number, carrier) =>
      carrier === null
        ? `ご注文 ${number} の次の商品を発送しました。`
        : `ご注文 ${number} の次の商品を${carrier}に引き渡しました。`,
    stillToCome: "残りの商品は別途お届けします。",
    tracking: "お問い合わせ番号",
    track: "荷物を追跡する",
  },
  order_delivered: {
    subject: (number) => `ご注文 ${number} をお届けしました`,
    subjectPart: (number) => `ご注文 ${number} の一部をお届けしました`,
    heading: "お届けしました",
    headingPart: "ご注文の一部をお届けしました",
    text: (number, carrier) =>
      carrier === null
        ? `ご注文 ${number} の次の商品をお届けしました。`
        : `${carrier}がご注文 ${number} の次の商品をお届けしました。`,
    missing: "不足や破損がございましたら、このメールにご返信ください。",
    stillToCome: "残りの商品は別途お届けします。",
  },
  refund_made: {
    subject: (amount, number) => `ご注文 ${number} の返金（${amount}）`,
    heading: (amount) => `${amount} を返金しました`,
    text: (number) =>
      `ご注文 ${number} の返金は、お支払いに使われたカードまたは口座に入ります。反映までに通常5日から10日かかります。`,
  },
  refund_failed: {
    subject: (number) => `ご注文 ${number} の返金をお届けできませんでした`,
    heading: "返金をお届けできませんでした",
    text: (amount, number, seller) =>
      `ご注文 ${number} の返金 ${amount} が銀行から差し戻されました。カードまたは口座が解約されている可能性があります。返金は引き続きお客様のものであり、${seller}が別の方法で返金します。`,
    reply: "返金先をご指定になりたい場合は、このメールにご返信ください。",
  },
  debit_failed: {
    subject: (seller) => `${seller}へのお支払いが完了しませんでした`,
    heading: "お支払いが完了しませんでした",
    text: (amount, seller) =>
      `銀行から${seller}への ${amount} のお支払いが行われませんでした。引き落としはなく、ご注文は成立していません。`,
    open: "カートの内容は残っています。別の方法でお支払いいただけます：",
    pay: "購入手続きに戻る",
    closed: "購入手続きは終了しました。引き続きご希望の場合は、あらためてご注文ください。",
    footer: (seller) => `このメールは、${seller}で購入手続きをされたお客様にお送りしています。`,
  },
};
