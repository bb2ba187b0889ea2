import type { KindTable } from "../../../invariant.ts";
import { namesOf } from "../seller-names.ts";
import type { CheckoutProblem } from "../../../purchase/checkout/problem.ts";
import { counted } from "../../text-tables.ts";

export const ja: KindTable<CheckoutProblem, string> = {
  unknown_product: () => "商品の一つは、ここでの販売を終了しました。",
  bad_quantity: () => "数量は1以上を選んでください。",
  too_many_units: ({ max }) => counted({ other: "一度に購入できるのは、1商品につき{count}点までです。" }, max, "ja"),
  no_such_offer: ({ title }) => `「${title}」のこの販売条件は終了しました。`,
  not_sold_here: ({ title }) => `「${title}」はここではご購入いただけません。`,
  seller_not_selling: ({ title, sellerName }) =>
    `${sellerName}が現在販売を休止しているため、「${title}」は今ご購入いただけません。`,
  goods_not_sold: ({ title, country }) =>
    country === null ? `「${title}」はここでは販売していません。` : `「${title}」はこの国へは販売していません。`,
  out_of_stock: ({ title }) => `「${title}」は在庫切れです。`,
  not_enough_stock: ({ title, left }) =>
    left > 0
      ? `「${title}」は${counted({ other: "残り{count}点です" }, left, "ja")}。`
      : `「${title}」は在庫切れです。`,
  several_sellers: ({ groups }) =>
    `これらの商品の販売者は${namesOf(groups, "ja")}です。販売者ごとに別のご注文が必要です。`,
  other_currency: ({ title, currency }) => `「${title}」の価格は${currency}のため、別のご注文が必要です。`,
  not_priced_in: ({ priced }) => `このご注文の価格は${priced}です。`,
  seller_and_currency_fixed: ({ sellerName, currency }) => `このご注文の販売者は${sellerName}、通貨は${currency}です。`,
  given_on_page: () => "このページで入力された情報で、ここで変更できます。",
  delivery_option_not_offered: ({ offeredIds }) =>
    offeredIds.length === 0
      ? "先にお届け先の住所をご入力ください。"
      : "この配送方法は利用できなくなりました。別の方法を選んでください。",
};
