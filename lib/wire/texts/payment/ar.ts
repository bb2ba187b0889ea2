import type { MissingDetail } from "../../../checkout/session.ts";
import type { ShownPart } from "../../../checkout/shown.ts";
import { isolated } from "../../languages.ts";
import { counted } from "../../text-tables.ts";
import { amountText } from "./amount-text.ts";
import type { PaymentTexts } from "./en.ts";

const REFUSED_CARD = "رفض البنك هذه البطاقة. يرجى استخدام بطاقة أخرى.";

const missing: Readonly<Record<MissingDetail | "buyer_email", string>> = {
  delivery_address: "يلزم عنوان للتوصيل.",
  delivery_option: "لا يوصل البائع إلى هذا العنوان. يرجى إدخال عنوان آخر.",
  tax_address: "يلزم العنوان لأن الضريبة تعتمد على مكان الإقامة، ولن يُرسل إليه شيء.",
  exact_address:
    "تعتمد الضريبة على المكان بالتحديد، وهذا العنوان لا يكفي. يرجى التحقق من الرمز البريدي والولاية أو المحافظة.",
  tax: "لا يمكن حساب ضريبة هذا الطلب حاليًا. يرجى المحاولة مرة أخرى بعد دقيقة.",
  seller: "لا يستطيع البائع استلام المدفوعات حاليًا، ولذلك لا يمكن دفع ثمن هذا الطلب بعد. يرجى المحاولة مرة أخرى لاحقًا.",
  buyer_email: "يلزم بريد إلكتروني لإرسال الإيصال.",
};

const parts: Readonly<Record<ShownPart, string>> = {
  lines: "المنتجات",
  delivery_address: "عنوان التوصيل",
  delivery: "التوصيل",
  buyer: "بيانات الاتصال",
  discount_codes: "رموز الخصم",
  total: "الإجمالي",
};

export const ar: PaymentTexts = {
  missingAtPayment: (detail) => `${missing[detail]} لم يُخصم أي مبلغ.`,
  declines: {
    insufficient_funds: "رُفضت البطاقة لعدم كفاية الرصيد. يرجى استخدام بطاقة أخرى.",
    expired_card: "انتهت صلاحية البطاقة. يرجى استخدام بطاقة أخرى.",
    authentication_failed: "لم يتمكن البنك من تأكيد هذه الدفعة. يرجى المحاولة مرة أخرى أو استخدام بطاقة أخرى.",
    card_declined: REFUSED_CARD,
    suspected_fraud: REFUSED_CARD,
    other: REFUSED_CARD,
  },
  refusals: {
    still_checking: "ما زلنا نتحقق من الدفعة. يرجى عدم الدفع مرة أخرى، وستظهر النتيجة في حالة الطلب فور معرفتها.",
    payment_in_progress: "توجد دفعة أخرى قيد التنفيذ لهذا الطلب. يرجى عدم الدفع مرة أخرى والاطلاع على حالة الطلب أولًا.",
    token_invalid: "لم يعد إذن الدفع هذا صالحًا، ولم يُخصم أي مبلغ. يرجى بدء الدفع من جديد.",
    instant_unavailable: "الدفع هنا غير متاح حاليًا، ولم يُخصم أي مبلغ. يرجى استخدام صفحة الدفع لدى البائع.",
    payment_rejected: "تعذّر إتمام الدفع هنا، ولم يُخصم أي مبلغ. يرجى استخدام صفحة الدفع لدى البائع.",
    provider_busy: "خدمة الدفع مشغولة حاليًا، ولم يُخصم أي مبلغ. يرجى المحاولة مرة أخرى بعد دقيقة.",
    seller_not_ready: "لا يستطيع البائع استلام المدفوعات حاليًا، ولم يُخصم أي مبلغ. يرجى المحاولة مرة أخرى لاحقًا.",
    discount_used_up:
      "لم يعد أحد الخصومات ساريًا: إما أنه نفد أو سبق استخدامه. لم يُخصم أي مبلغ. يرجى مراجعة الإجمالي الجديد قبل الدفع.",
    too_many_pages:
      "توجد طلبات كثيرة مفتوحة لم تُدفع، ولم يُخصم أي مبلغ. يرجى دفع أحدها أو إلغاؤه، أو المحاولة مرة أخرى بعد دقائق.",
    closed: "هذا الطلب مغلق، ولم يُخصم أي مبلغ. يرجى بدء طلب جديد.",
  },
  confirmAtBank: "يطلب البنك تأكيد هذه الدفعة.",
  amountNotTaken: amountText({
    too_low: (limit) =>
      `الإجمالي أقل من أن يُدفع: تقبل خدمة الدفع ${isolated(limit)} أو أكثر. لم يُخصم أي مبلغ. يرجى إضافة منتج أو إزالة رمز خصم.`,
    too_high: (limit) =>
      `الإجمالي أعلى من أن يُدفع مرة واحدة: تقبل خدمة الدفع ${isolated(limit)} على الأكثر. لم يُخصم أي مبلغ. يرجى تقسيم المشتريات إلى طلبين.`,
    refused: "لا تقبل خدمة الدفع هذا الإجمالي، ولم يُخصم أي مبلغ. يرجى تغيير الطلب.",
    not_exact: "لا يمكن لخدمة الدفع تحصيل هذا الإجمالي بالضبط بهذه العملة، ولم يُخصم أي مبلغ. يرجى تغيير الطلب.",
  }),
  changed: (changed) =>
    `تغيّر الطلب منذ عرضه (${changed.map((part) => parts[part]).join("، ")})، ولم يُخصم أي مبلغ. يرجى مراجعته مرة أخرى قبل الدفع.`,
  heldByOthers: (title) =>
    `يدفع مشترون آخرون الآن ثمن آخر القطع من «${isolated(title)}»، ولم يُخصم أي مبلغ. يرجى المحاولة مرة أخرى بعد دقائق.`,
  noLongerSold: (title) => `لم يعد «${isolated(title)}» معروضًا للبيع، ولم يُخصم أي مبلغ.`,
  priceRaised: (title) => `ارتفع سعر «${isolated(title)}»، ولم يُخصم أي مبلغ. يرجى مراجعة الإجمالي الجديد قبل الدفع.`,
  soldOut: (title, left) =>
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
        )} من «${isolated(title)}»، ولم يُخصم أي مبلغ.`
      : `نفد «${isolated(title)}» للتو، ولم يُخصم أي مبلغ.`,
};
