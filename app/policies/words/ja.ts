import type { PolicyWords } from "./en.ts";

export const ja: PolicyWords = {
  exampleTitle: "見本の文章",
  exampleText:
    "これはデモ用のショップです。販売を始める前に、このページをご自身の文章に差し替え、販売先の国に合わせて確認を受けてください。",
  isEnglish: "以下の文章は英語です。",
  shipping: {
    introduction:
      "お支払いの前に、お届け先までの配送料が表示されます。価格は商品の通貨で表示されます。価格に税が加算される地域では、配送料にも加算される場合があります。",
    everywhereElse: "その他の国・地域",
    price: "料金",
    priceFrom: "最低料金",
    fewPlaces: "一部の住所は対象外です。お届けできるかどうかは、ご購入手続きで表示されます。",
    freeFrom: "送料無料の金額",
  },
};
