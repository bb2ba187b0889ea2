import type { MissingDetail } from "../../../checkout/session.ts";
import type { ShownPart } from "../../../checkout/shown.ts";
import { counted } from "../../text-tables.ts";
import { amountText } from "./amount-text.ts";
import type { PaymentTexts } from "./en.ts";

const REFUSED_CARD = "銀行がこのカードを承認しませんでした。別のカードをご利用ください。";

const missing: Readonly<Record<MissingDetail | "buyer_email", string>> = {
  delivery_address: "お届け先の住所が必要です。",
  delivery_option: "この住所にはお届けできません。別の住所をご入力ください。",
  tax_address: "税額はお住まいの場所によって決まるため、住所が必要です。その住所への発送はありません。",
  exact_address:
    "税額は正確な所在地によって決まりますが、この住所では判断できません。郵便番号と州・都道府県をご確認ください。",
  tax: "現在、このご注文の税額を計算できません。1分ほどおいて、もう一度お試しください。",
  seller:
    "販売者が現在お支払いを受け取れないため、このご注文はまだお支払いいただけません。しばらくしてからもう一度お試しください。",
  buyer_email: "領収書をお送りするメールアドレスが必要です。",
};

const parts: Readonly<Record<ShownPart, string>> = {
  lines: "商品",
  delivery_address: "お届け先",
  delivery: "配送方法",
  buyer: "ご連絡先",
  discount_codes: "クーポンコード",
  total: "合計",
};

export const ja: PaymentTexts = {
  missingAtPayment: (detail) => `${missing[detail]}お支払いは発生していません。`,
  declines: {
    insufficient_funds: "残高不足のため、カードが承認されませんでした。別のカードをご利用ください。",
    expired_card: "カードの有効期限が切れています。別のカードをご利用ください。",
    authentication_failed:
      "銀行がこのお支払いを確認できませんでした。もう一度お試しいただくか、別のカードをご利用ください。",
    card_declined: REFUSED_CARD,
    suspected_fraud: REFUSED_CARD,
    other: REFUSED_CARD,
  },
  refusals: {
    still_checking:
      "お支払いを確認しています。もう一度お支払いにならないでください。結果がわかり次第、ご注文の状況に表示されます。",
    payment_in_progress:
      "このご注文の別のお支払いを処理しています。もう一度お支払いにならず、まずご注文の状況をご確認ください。",
    token_invalid:
      "このお支払いの承認は無効になりました。お支払いは発生していません。お手続きを最初からやり直してください。",
    instant_unavailable:
      "現在、ここではお支払いいただけません。お支払いは発生していません。販売者の購入ページをご利用ください。",
    payment_rejected:
      "ここではお支払いいただけませんでした。お支払いは発生していません。販売者の購入ページをご利用ください。",
    provider_busy:
      "決済サービスが混み合っています。お支払いは発生していません。1分ほどおいて、もう一度お試しください。",
    seller_not_ready:
      "販売者が現在お支払いを受け取れません。お支払いは発生していません。しばらくしてからもう一度お試しください。",
    discount_used_up:
      "割引が適用できなくなりました。上限に達したか、すでにご利用になっています。お支払いは発生していません。新しい合計をご確認のうえ、お支払いください。",
    too_many_pages:
      "お支払い前のご注文が多すぎます。お支払いは発生していません。いずれかをお支払いいただくかキャンセルするか、数分後にもう一度お試しください。",
    closed: "このお手続きは終了しています。お支払いは発生していません。新しくお手続きを始めてください。",
  },
  confirmAtBank: "銀行でこのお支払いの確認が必要です。",
  amountNotTaken: amountText({
    too_low: (limit) =>
      `合計が少なすぎるため、お支払いいただけません。決済サービスで扱えるのは${limit}以上です。お支払いは発生していません。商品を追加するか、クーポンコードを外してください。`,
    too_high: (limit) =>
      `合計が多すぎるため、一度にお支払いいただけません。決済サービスで扱えるのは${limit}までです。お支払いは発生していません。2回に分けてご注文ください。`,
    refused: "決済サービスでこの合計を扱えません。お支払いは発生していません。ご注文の内容を変更してください。",
    not_exact:
      "決済サービスでは、この通貨でちょうどこの金額をお支払いいただけません。お支払いは発生していません。ご注文の内容を変更してください。",
  }),
  changed: (changed) =>
    `表示後にご注文の内容（${changed.map((part) => parts[part]).join("、")}）が変わりました。お支払いは発生していません。もう一度ご確認のうえ、お支払いください。`,
  heldByOthers: (title) =>
    `「${title}」の残りを、ほかのお客様がお支払い中です。お支払いは発生していません。数分後にもう一度お試しください。`,
  noLongerSold: (title) => `「${title}」は販売を終了しました。お支払いは発生していません。`,
  priceRaised: (title) =>
    `「${title}」の価格が上がりました。お支払いは発生していません。新しい合計をご確認のうえ、お支払いください。`,
  soldOut: (title, left) =>
    left > 0
      ? `「${title}」は${counted({ other: "残り{count}点です" }, left, "ja")}。お支払いは発生していません。`
      : `「${title}」は売り切れました。お支払いは発生していません。`,
};
