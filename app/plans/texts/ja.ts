import type { PlanTexts } from "./en.ts";

export const ja: PlanTexts = {
  pageTitle: "購読する",
  price: (price, interval) => (interval === "month" ? `月額${price}` : `年額${price}`),
  renewal: (interval) =>
    interval === "month"
      ? "今回と、解約されるまで毎月請求されます。お支払い済みの期間は、終了日までご利用いただけます。"
      : "今回と、解約されるまで毎年請求されます。お支払い済みの期間は、終了日までご利用いただけます。",
  email: "メールアドレス",
  emailHint: "領収書をお送りします。",
  subscribe: "購読する",
  problems: {
    email: "メールアドレスは「name@example.com」のように入力してください。",
    price: "価格が変わりました。購読の前にご確認ください。",
    already_subscribed: "すでにこのプランを購読されています。お支払いは発生していません。",
    still_checking: "決済サービスで以前のお手続きの結果がまだ確認できていません。後ほどもう一度お試しください。",
    rejected: "お支払いページを開けませんでした。お支払いは発生していません。後ほどもう一度お試しください。",
  },

  donePageTitle: "ご購読",
  titles: {
    pending: "お支払いを確認しています",
    active: "ありがとうございます。購読が始まりました。",
    past_due: "前回のお支払いが完了していません",
    ended: "購読されていません",
  },
  state: {
    pending: (plan) =>
      `${plan}：もう一度お支払いにならないでください。決済サービスからお支払いの結果がまだ届いていません。`,
    active: (plan, until) => `${plan}：${until}までお支払い済みです。`,
    past_due: (plan, until) =>
      `${plan}：${until}までお支払い済みです。決済サービスがもう一度お手続きし、ご連絡します。`,
    ended: (plan, until) =>
      until === null
        ? `${plan}：お支払いは行われておらず、請求されることもありません。`
        : `${plan}：${until}に終了しました。`,
  },
  paid: (price, interval) =>
    interval === "month"
      ? `${price}をお支払いいただきました。解約されない場合は、上記の日時に、その後は毎月、${price}が請求されます。`
      : `${price}をお支払いいただきました。解約されない場合は、上記の日時に、その後は毎年、${price}が請求されます。`,
  manage: (seller) => `解約やカードの変更は、${seller}のウェブサイトで行えます。`,
};
