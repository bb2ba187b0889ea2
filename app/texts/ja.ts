import type { ErrorTexts } from "./en.ts";

export const ja: ErrorTexts = {
  notFound: "見つかりません",
  noSuchPage: "このページは存在しません",
  noSuchPageText:
    "アドレスが途中で切れている可能性があります。チャットからお越しの場合は、チャットに戻り、お手続きまたはご注文をもう一度開いてください。",

  wrong: "問題が発生しました",
  wrongOnOurSide: "当方で問題が発生しました",
  notChargedTwice: "もう一度お試しいただいても、二重に請求されることはありません。",
  ifYouWerePaying: "お支払い中だった場合は、ページを再読み込みして、お支払いの結果をご確認ください。",
  reload: "ページを再読み込みする",
};
