import { isolated } from "#lib/wire/languages.ts";
import type { OrderTexts } from "./en.tsx";

export const ar: OrderTexts = {
  title: (number) => `الطلب ${isolated(number)}`,
  keepAddress: "يرجى حفظ عنوان هذه الصفحة للعودة إليها: كل من لديه العنوان يستطيع رؤية الطلب.",
  questions: (link) => (
    <>
      هل من أسئلة؟ يرجى الاطلاع على {link("returns", "الإرجاع")} و{link("shipping", "التوصيل")}.
    </>
  ),
  buyAgain: "الشراء مرة أخرى",
  print: "الطباعة أو الحفظ بصيغة PDF",
  sandboxLedger: "عرض ما فعله البنك التجريبي",
  notSoldTitle: "لا يمكن شراء هذا مرة أخرى كما كان",
  notSold: "نفد أحد منتجات هذا الطلب أو لم يعد معروضًا للبيع. يرجى السؤال عنه في المحادثة لمعرفة المتوفر حاليًا.",
};
