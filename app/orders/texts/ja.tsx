import type { OrderTexts } from "./en.tsx";

export const ja: OrderTexts = {
  title: (number) => `ご注文 ${number}`,
  keepAddress:
    "このページのアドレスを保存しておくと、また開くことができます。アドレスを知っている人は誰でもご注文を見ることができます。",
  questions: (link) => (
    <>
      ご不明な点は{link("returns", "返品")}と{link("shipping", "配送")}をご覧ください。
    </>
  ),
  buyAgain: "もう一度購入する",
  print: "印刷またはPDFとして保存",
  sandboxLedger: "テスト銀行の記録を見る",
  notSoldTitle: "同じ内容ではもう一度ご購入いただけません",
  notSold: "このご注文に、売り切れまたは販売終了の商品があります。現在の商品については、チャットでお尋ねください。",
};
