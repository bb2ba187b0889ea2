import { isolated } from "../../../wire/languages.ts";
import type { AccountTexts } from "./en.ts";

export const ar: AccountTexts = {
  subject: "حسابك لدى خدمة الدفع يحتاج إليك",
  text: "من دون ما هو مذكور هنا قد تتوقف خدمة الدفع عن تحويل أموالك، ولن تبقى منتجاتك معروضة للبيع.",
  wanted: "تطلب خدمة الدفع",
  restricted: "الحساب مقيَّد",
  until: (what, time) => `${what}، قبل ${time}`,
  overdue: (what) => `${what}، تأخّر موعده`,
  where: "يمكن الرد لدى خدمة الدفع مباشرة، أو طلب رابط من مدير المتجر. لا يُرسل أي رابط بالبريد الإلكتروني.",
  footer: (shop) => `وصلتك هذه الرسالة لأنك تبيع في ${isolated(shop)}.`,
  testTitle: "وضع الاختبار",
  testText: "لا يقبض هذا المتجر أموالًا حقيقية.",
  question: (what) => `سؤال آخر: ${isolated(what)}`,
  kinds: {
    identity: "من أنت",
    document: "وثيقة تثبت هويتك",
    bank_account: "حساب مصرفي لأموالك أو ما يثبته",
    id_number: "رقم ضريبي أو رقم هوية",
    address: "عنوان",
    birth: "تاريخ ميلاد",
    name: "اسم",
    contact: "عنوان بريد إلكتروني أو رقم هاتف",
    company: "معلومات عن نشاطك التجاري",
    people: "من يملك نشاطك التجاري أو يديره أو يمثله",
    terms: "موافقتك على شروط خدمة الدفع",
  },
  reasons: {
    overdue: "تأخّر موعد شيء طُلب منك.",
    checking: "ما زال التحقق من بياناتك جاريًا.",
    answers: "هناك إجابات ناقصة.",
    rejected: "رُفض الحساب.",
    gone: "لم يعد الحساب مرتبطًا بهذا المتجر.",
    other: "لا تذكر خدمة الدفع سببًا يمكن قوله هنا.",
  },
};
