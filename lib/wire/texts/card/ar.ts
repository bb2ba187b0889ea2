import type { TranslatedCard } from "./card.ts";

/** A value in the direction of its own script (Unicode's FSI and PDI). */
const own = (value: string): string => `\u2068${value}\u2069`;

const rejected: Readonly<Record<Parameters<TranslatedCard["codeNotUsed"]>[1], (code: string) => string>> = {
  unknown: (code) => `الرمز «${own(code)}» غير موجود.`,
  expired: (code) => `انتهت صلاحية الرمز «${own(code)}».`,
  minimum_not_met: (code) => `قيمة الطلب أقل من الحد المطلوب للرمز «${own(code)}».`,
  used_up: (code) => `تم استنفاد الرمز «${own(code)}».`,
  wrong_currency: (code) => `لا يسري الرمز «${own(code)}» بهذه العملة.`,
  not_combinable: (code) => `لا يمكن جمع الرمز «${own(code)}» مع الخصم الآخر.`,
  not_started: (code) => `لا يمكن استخدام الرمز «${own(code)}» بعد.`,
  not_applicable: (code) => `الرمز «${own(code)}» مخصص لمنتجات أخرى أو لكمية أكبر.`,
  customer_limit: (code) => `تم استخدام الرمز «${own(code)}» بالعدد المسموح به لكل عميل، أو يُستخدم الآن لدفع طلب آخر.`,
  first_order_only: (code) => `الرمز «${own(code)}» مخصص للطلب الأول فقط.`,
};

export const ar: TranslatedCard = {
  missing: {
    delivery_address: "عنوان التوصيل مطلوب.",
    delivery_option: "لا يوصّل البائع إلى هذا العنوان. يُرجى إدخال عنوان آخر.",
    tax_address: "عنوانك مطلوب لأن الضريبة تعتمد على مكانك. لن يُرسل إليه شيء.",
    exact_address: "تعتمد الضريبة على المكان بالتحديد، وهذا العنوان لا يكفي. يُرجى التحقق من الرمز البريدي والمنطقة.",
    tax: "يتعذّر حساب ضريبة هذا الطلب حاليًا. يُرجى إعادة المحاولة بعد دقيقة.",
    seller:
      "لا يستطيع البائع استلام المدفوعات حاليًا، ولذلك لا يمكن دفع ثمن هذا الطلب بعد. يرجى المحاولة مرة أخرى لاحقًا.",
  },
  codeNotUsed: (code, reason) => rejected[reason](code),
  named: (title) => `«${title}»`,
  awaited: (title, words) => `«${own(title)}»: ${words}.`,
  addressGivenOnPage: () => "تم إدخال عنوان التوصيل في صفحة البائع. لا يظهر هنا ولا يمكن تغييره إلا هناك.",
  addressRemembered: () => "عنوان التوصيل هو الذي حفظه هذا المتجر لك. يمكنك تغييره.",
  includedTax: (amount, name) => `تشمل الأسعار ${own(amount)} (${own(name)}).`,
  deliveryTax: (amount, name) => `تشمل رسوم التوصيل ${own(amount)} (${own(name)}).`,
  lineDiscount: (title, amount, line) => `${own(title)}: خصم ${own(amount)} على «${own(line)}».`,
  totals: {
    items_base_amount: "المنتجات",
    items_discount: "توفير التخفيضات",
    subtotal: "المجموع الفرعي",
    discount: "الخصم",
    fulfillment: "التوصيل",
    tax: "الضريبة",
    fee: "رسوم",
    total: "الإجمالي",
  },
  paymentFailed: (day) => `فشلت عملية الدفع في صفحة الدفع بتاريخ ${own(day)}، ولم يُخصم أي مبلغ.`,
  locked: "لم يتغيّر شيء: هذا الطلب مدفوع أو مغلق أو قيد الدفع.",
  givenOnPage: "أُدخل هذا في صفحة البائع، ولا يمكن تغييره إلا هناك.",
  pre_order: (day) => (day === null ? "متاح للطلب المسبق" : `طلب مسبق، الشحن ابتداءً من ${own(day)}`),
  backorder: (day) => (day === null ? "بانتظار التوريد" : `بانتظار التوريد، الشحن ابتداءً من ${own(day)}`),
};
