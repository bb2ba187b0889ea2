import { ja as problems } from "#lib/wire/texts/problems/ja.ts";
import type { RejectedDiscount } from "#lib/checkout/session.ts";
import type { BuyerTaxId } from "#lib/checkout/taxes/tax-id.ts";
import type { CheckoutTexts } from "./en.ts";

const REJECTED: Readonly<Record<RejectedDiscount["reason"], string>> = {
  unknown: "このコードは存在しません",
  expired: "有効期限が切れています",
  minimum_not_met: "ご注文が最低金額に達していません",
  used_up: "利用上限に達しています",
  wrong_currency: "この通貨では使えません",
  not_combinable: "ほかの割引と併用できません",
  not_started: "まだ利用期間が始まっていません",
  not_applicable: "対象の商品または数量が異なります",
  customer_limit: "お一人様の利用回数に達しているか、別のご注文でご利用中です",
  first_order_only: "初回のご注文のみが対象です",
};

const VAT_CHECKS: Readonly<Record<BuyerTaxId["check"], string>> = {
  form: "",
  valid: "",
  invalid: "。欧州連合の登録簿（VIES）にこの番号がないため、VATが加算されます。番号をご確認ください。",
  unknown:
    "。現在、番号を確認できないため、VATが加算されます。もう一度確認するには「変更」、続いて「次へ」を選んでください。",
};

export const ja: CheckoutTexts = {
  checkout: "ご購入手続き",
  yourOrder: "ご注文内容",
  soldBy: (seller) => `販売：${seller}`,
  changeOrder: "商品を変更する、またはクーポンコードを入力する",
  oneLess: (title) => `${title}を1点減らす`,
  units: "数量",
  oneMore: (title) => `${title}を1点増やす`,
  remove: "削除",
  leave: "お支払いの前に請求されることはありません。このページはいつでも閉じることができます。",
  items: { other: "{count}点" },

  contact: "ご連絡先",
  contactAndAddress: "ご連絡先とお届け先",
  contactAndBilling: "ご連絡先とご請求先",
  deliveryAddress: "お届け先",
  fillIn: {
    contact: "ご連絡先を入力してから、お支払いください。",
    contactAndAddress: "ご連絡先とお届け先を入力してから、お支払いください。",
    contactAndBilling: "ご連絡先とご請求先を入力してから、お支払いください。",
  },
  allFilledIn: "必要な項目はすべて入力済みです。",
  change: "変更",
  didYouMean: (email) => `もしかして、${email}でしょうか。その場合は、お支払いの前に変更してください。`,
  vatNumber: (number, check) => `VAT番号 ${number}${VAT_CHECKS[check]}`,
  shownInPart: "リンクだけではご本人かどうかわからないため、一部のみ表示しています。",
  openedElsewhere:
    "このご注文は別のブラウザーで開かれたため、変更はそのブラウザーでのみ可能です。お支払いはここでもできます。",
  openedElsewhereNotReady:
    "このご注文は別のブラウザーで開かれ、情報はそちらで入力されます。入力が終わると、ここでお支払いいただけます。",
  placedElsewhere:
    "このご注文は別のブラウザーで開かれました。お支払いは不要で、ご注文の確定はそのブラウザーでのみ可能です。",
  isRemembered: "以前のご注文の情報です。",
  forgetDetails: "この情報を消去する",
  changeContact: "（ご連絡先と住所）",
  details: {
    fixFields: { other: "{count}か所を修正してください" },
    email: "メールアドレス",
    emailHint: "領収書をお送りします。",
    name: "お名前",
    country: "国・地域",
    chooseCountry: "国・地域を選択",
    countryHint: "国・地域によっては、入力が不要な項目があります。",
    chooseRegion: "選択してください",
    line_one: "番地",
    forCompany: "法人でのご購入ですか？",
    company: "会社名",
    vat_number: "VAT番号",
    vatHint: "国コードを付けてください（例：DE136695976）。",
    line_two: "建物名・部屋番号",
    city: "市区町村",
    state: "州・都道府県",
    postal_code: "郵便番号",
    parts: {
      area: "地域",
      county: "郡",
      department: "県",
      district: "地区",
      do_si: "道・市",
      emirate: "首長国",
      island: "島",
      oblast: "州",
      parish: "教区",
      prefecture: "都道府県",
      province: "州・省",
      region: "地方",
      state: "州",
      eircode: "Eircode",
      pin: "PINコード",
      postal: "郵便番号",
      postcode: "郵便番号",
      zip: "ZIPコード",
      city: "市区町村",
      suburb: "地区",
      post_town: "市町村",
    },
    phone_number: "電話番号",
    phoneForCarrier: "配送業者がご連絡に使います。",
    phoneForQuestions: "お尋ねしたいことがある場合に使います。",
    suggestions: {
      title: "住所の候補",
      found: { other: "住所の候補が{count}件あります" },
      filled: "住所を入力しました。ご確認ください。",
      failed: "この住所の情報を取得できませんでした。ご入力ください。",
      by: (service) => `候補の提供：${service}`,
      simulated: "シミュレーション：これらの住所は架空のものです。",
    },
    optional: "（任意）",
    remember: "次回、チャットでこの販売者に注文するときのために、この情報を保存する",
    continue: "次へ",
    continuing: "次へ…",
    keep: "変更しない",
    keepsEmpty: "空欄のままの項目は変更されません。住所を変更するには、すべての項目を入力してください。",
    openedElsewhere:
      "このご注文は別のブラウザーで開かれたため、変更はそのブラウザーでのみ可能です。ここで入力した内容は保存されていません。",
  },

  discountCode: "クーポンコード",
  apply: "適用",
  codeNotUsed: (code, reason) => `コード${code}は適用されませんでした。${REJECTED[reason]}。`,
  removeCode: "このコードを外す",

  deliveryDays: (first, last) => (first === last ? first : `${first}～${last}`),
  free: "無料",
  pay: (total) => `${total}を支払う`,
  placeOrder: "注文を確定する",
  nothingToPay: "お支払いは不要です。割引で合計の全額がまかなわれます。",
  payOnService: "決済サービスの安全なページでお支払いのうえ、ここに戻ります。",
  payOnSimulated: (service) => `${service}のページでお支払いいただきます。模擬のため、実際のお金は動きません。`,
  consent: (seller) => `ご注文により、${seller}の利用規約と返品条件に同意したものとします。`,
  orderForm: {
    delivery: "配送方法",
    payment: "お支払い",
    updateTotal: "合計を更新する",
    updating: "更新しています…",
  },

  confirmTitle: "銀行でこのお支払いの確認が必要です",
  confirmText: "ChatGPTで始めたお支払いは、ご確認後すぐに処理されます。それまで請求されることはありません。",
  notPaidYetTitle: "お支払いはまだ完了していません",
  notPaidYetText: (total) =>
    `このご注文のお支払いページが開いています。そちらで${total}のお支払いを続けるか、ご注文を変更してください。変更すると、お支払いページは閉じられます。`,
  notPaidYetElsewhere: (total) =>
    `このご注文のお支払いページが開いています。そちらで${total}のお支払いをお続けください。`,
  openPayment: {
    continue: "お支払いに進む",
    confirm: "銀行で確認する",
    change: "注文を変更する",
    payAnotherWay: "確認せず、別の方法で支払う",
  },
  checkingTitle: "お支払いを確認しています",
  checkingText:
    "もう一度お支払いにならないでください。決済サービスからお支払いの結果がまだ届いていません。このページは自動で再確認します。",

  paymentFailed: (day) => `${day}のお支払いは完了せず、請求されませんでした。`,
  payAgain: "もう一度、別の方法でもお支払いいただけます。",
  expiredTitle: "このお手続きは期限切れです",
  expiredText: "価格が保証されるのは数時間のみです。お支払いは発生していません。",
  canceledTitle: "このお手続きはキャンセルされました",
  canceledText: "お支払いは発生していません。",
  buyAgain: "これらの商品を購入するには、チャットに戻り、新しいお手続きをご依頼ください。",
  notSelling: {
    paused: (seller) =>
      `${seller}が現在販売を休止しているため、このご注文はお支払いいただけません。お支払いは発生していません。しばらくしてからもう一度お試しください。`,
    left: (seller) =>
      `${seller}はこちらでの販売を終了したため、このご注文はお支払いいただけません。お支払いは発生していません。`,
  },

  missing: {
    delivery_address: "お届け先の住所が必要です。",
    delivery_option: "この住所にはお届けできません。別の住所をご入力ください。",
    tax_address: "税額はお住まいの場所によって決まるため、住所が必要です。",
    exact_address: "税額は正確な所在地によって決まります。郵便番号と州・都道府県をご確認ください。",
    tax: "現在、このご注文の税額を計算できません。1分ほどおいて、このページを再読み込みしてください。",
    seller:
      "販売者が現在お支払いを受け取れないため、このご注文はまだお支払いいただけません。しばらくしてからもう一度お試しください。",
  },
  problems,
  stopped: {
    totalChanged: (total) => `合計が${total}に変わりました。ご確認のうえ、お支払いください。`,
    stillChecking:
      "決済サービスからまだ返答がないため、ご注文は変更されていません。しばらくしてからもう一度お試しください。",
    pageNotOpened: "お支払いページを開けませんでした。お支払いは発生していません。後ほどもう一度お試しください。",
    emailRefused:
      "決済サービスでこのメールアドレスを使えません。お支払いは発生していません。アドレスをご確認ください。",
    openedElsewhere:
      "このご注文は別のブラウザーで開かれたため、変更はそのブラウザーでのみ可能で、何も変更されていません。お支払いはここでもできます。",
    codeNotUsed: (code) =>
      `コード${code}は適用されませんでした。理由は入力欄のそばに表示しています。このままお支払いいただけます。`,
  },

  yourPayment: "お支払い",
  paid: "ありがとうございます。お支払いが完了しました。",
  placed: "ありがとうございます。ご注文を承りました。",
  orderPage: "ご注文のページ（保存・印刷用）",
  notPaid: "お支払いは完了していません",
  notPaidText: "お支払いは行われず、請求されていません。ご注文の内容は残っています。",
  backToCheckout: "ご購入手続きに戻る",

  payment: "お支払い",
  backToOrder: "ご注文内容に戻る",
  paymentForm: {
    title: "お支払いフォーム",
    loading:
      "お支払いフォームを読み込んでいます。JavaScriptが必要です。お使いでない場合は、決済サービスのページでお支払いください。",
    failedTitle: "お支払いフォームを表示できませんでした",
    failedText: "お支払いは発生していません。決済サービスのページでお支払いください。",
  },
  servicePage: {
    question: "フォームが表示されませんか？",
    open: "決済サービスのページで支払う",
  },
};
