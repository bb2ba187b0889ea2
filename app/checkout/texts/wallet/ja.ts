import type { WalletTexts } from "./en.ts";

export const ja: WalletTexts = {
  title: "ウォレットで支払う",
  or: "または",
  unavailable:
    "現在、このご注文ではこのウォレットをご利用いただけません。請求は行われていません。下のボタンからお支払いください。",
  sandbox: {
    open: "サンドボックスウォレット（シミュレーション）",
    title: "サンドボックスウォレット",
    simulated: "シミュレーションです。実際のお金は動きません。カードを選ぶと、その結果を確認できます。",
    amount: (total, seller) => `${seller}へのお支払い：${total}`,
    cards: {
      ok: "承認されるカード",
      declined: "拒否されるカード",
      "3ds": "銀行が本人確認を求めるカード",
      timeout_captured: "応答が失われるカード",
    },
    cancel: "キャンセル",
  },
};
