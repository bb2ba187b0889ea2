import { isolated } from "#lib/wire/languages.ts";
import type { PlanTexts } from "./en.ts";

export const ar: PlanTexts = {
  pageTitle: "الاشتراك",
  price: (price, interval) => (interval === "month" ? `${isolated(price)} شهريًا` : `${isolated(price)} سنويًا`),
  renewal: (interval) =>
    interval === "month"
      ? "يُخصم المبلغ الآن ثم كل شهر إلى أن يُلغى الاشتراك. ويبقى ما دُفع ثمنه متاحًا حتى نهاية مدته."
      : "يُخصم المبلغ الآن ثم كل سنة إلى أن يُلغى الاشتراك. ويبقى ما دُفع ثمنه متاحًا حتى نهاية مدته.",
  email: "البريد الإلكتروني",
  emailHint: "لإرسال الإيصالات.",
  subscribe: "اشتراك",
  problems: {
    email: "يرجى إدخال البريد الإلكتروني بصيغة مثل ⁨name@example.com⁩.",
    price: "تغيّر السعر. يرجى مراجعته قبل الاشتراك.",
    already_subscribed: "يوجد اشتراك في هذه الخطة بالفعل. لم يُخصم أي مبلغ.",
    still_checking: "لم تؤكد خدمة الدفع محاولة سابقة بعد. يرجى المحاولة مرة أخرى لاحقًا.",
    rejected: "تعذّر فتح صفحة الدفع، ولم يُخصم أي مبلغ. يرجى المحاولة مرة أخرى لاحقًا.",
  },

  donePageTitle: "اشتراكك",
  titles: {
    pending: "ما زلنا نتحقق من الدفعة",
    active: "شكرًا. الاشتراك سارٍ الآن.",
    past_due: "تعذّرت الدفعة الأخيرة",
    ended: "لا يوجد اشتراك",
  },
  state: {
    pending: (plan) => `${isolated(plan)}: يرجى عدم الدفع مرة أخرى. لم تؤكد خدمة الدفع الدفعة بعد.`,
    active: (plan, until) => `${isolated(plan)}: مدفوع حتى ${until}.`,
    past_due: (plan, until) => `${isolated(plan)}: مدفوع حتى ${until}. ستحاول خدمة الدفع مرة أخرى وستتواصل عبر البريد.`,
    ended: (plan, until) =>
      until === null ? `${isolated(plan)}: لم يُدفع شيء، ولن يُخصم أي مبلغ.` : `${isolated(plan)}: انتهى في ${until}.`,
  },
  paid: (price, interval) =>
    interval === "month"
      ? `دُفع ${isolated(price)}. ما لم يُلغَ الاشتراك، يُخصم ${isolated(price)} مرة أخرى في ذلك الوقت ثم كل شهر.`
      : `دُفع ${isolated(price)}. ما لم يُلغَ الاشتراك، يُخصم ${isolated(price)} مرة أخرى في ذلك الوقت ثم كل سنة.`,
  manage: (seller) => `يمكن إلغاء الاشتراك أو تغيير البطاقة من موقع ${isolated(seller)}.`,
};
