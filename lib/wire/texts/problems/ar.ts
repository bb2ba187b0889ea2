import type { KindTable } from "../../../invariant.ts";
import { namesOf } from "../seller-names.ts";
import type { CheckoutProblem } from "../../../purchase/checkout/problem.ts";
import { isolated } from "../../languages.ts";
import { counted } from "../../text-tables.ts";

export const ar: KindTable<CheckoutProblem, string> = {
  unknown_product: () => "لم يعد أحد المنتجات معروضًا للبيع هنا.",
  bad_quantity: () => "يرجى اختيار كمية لا تقل عن 1.",
  too_many_units: ({ max }) =>
    counted(
      {
        one: "يمكن شراء قطعة واحدة على الأكثر من المنتج الواحد في المرة الواحدة.",
        two: "يمكن شراء قطعتين على الأكثر من المنتج الواحد في المرة الواحدة.",
        few: "يمكن شراء {count} قطع على الأكثر من المنتج الواحد في المرة الواحدة.",
        many: "يمكن شراء {count} قطعة على الأكثر من المنتج الواحد في المرة الواحدة.",
        other: "يمكن شراء {count} قطعة على الأكثر من المنتج الواحد في المرة الواحدة.",
      },
      max,
      "ar",
    ),
  no_such_offer: ({ title }) => `انتهى هذا العرض على «${isolated(title)}».`,
  not_sold_here: ({ title }) => `لا يمكن شراء «${isolated(title)}» هنا.`,
  seller_not_selling: ({ title, sellerName }) =>
    `لا يمكن شراء «${isolated(title)}» الآن: لا يبيع ${isolated(sellerName)} شيئًا في الوقت الحالي.`,
  goods_not_sold: ({ title, country }) =>
    country === null ? `لا يُباع «${isolated(title)}» هنا.` : `لا يُباع «${isolated(title)}» إلى هذا البلد.`,
  out_of_stock: ({ title }) => `نفد «${isolated(title)}» من المخزون.`,
  not_enough_stock: ({ title, left }) =>
    left > 0
      ? `${counted(
          {
            one: "لم تبقَ سوى قطعة واحدة",
            two: "لم تبقَ سوى قطعتين",
            few: "لم تبقَ سوى {count} قطع",
            many: "لم تبقَ سوى {count} قطعة",
            other: "لم تبقَ سوى {count} قطعة",
          },
          left,
          "ar",
        )} من «${isolated(title)}».`
      : `نفد «${isolated(title)}» من المخزون.`,
  several_sellers: ({ groups }) =>
    `هذه المنتجات يبيعها ${namesOf(groups, "ar", isolated)}، ويحتاج كل بائع إلى طلب مستقل.`,
  other_currency: ({ title, currency }) => `سعر «${isolated(title)}» بعملة ${currency} ويحتاج إلى طلب مستقل.`,
  not_priced_in: ({ priced }) => `أسعار هذا الطلب بعملة ${priced}.`,
  seller_and_currency_fixed: ({ sellerName, currency }) => `هذا الطلب لدى ${isolated(sellerName)} وبعملة ${currency}.`,
  given_on_page: () => "أُدخل هذا في هذه الصفحة ويمكن تغييره هنا.",
  delivery_option_not_offered: ({ offeredIds }) =>
    offeredIds.length === 0
      ? "يرجى إدخال عنوان التوصيل أولًا."
      : "لم تعد طريقة التوصيل هذه متاحة. يرجى اختيار طريقة أخرى.",
};
