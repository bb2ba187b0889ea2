import { isolated } from "#lib/wire/languages.ts";
import type { ComponentTexts } from "./en.ts";

export const ar: ComponentTexts = {
  buyInChat:
    "الشراء من هذا المتجر يتم عبر ChatGPT. لفتح صفحة الدفع أو الطلب مرة أخرى، يرجى استخدام الرابط في المحادثة.",

  skip: "الانتقال إلى المحتوى",
  language: "اللغة",
  test: "اختبار: من دون أموال حقيقية",
  soldBy: (seller) => `البائع: ${isolated(seller)}`,
  policies: "المعلومات القانونية",
  policy: { terms: "الشروط", privacy: "الخصوصية", returns: "الإرجاع", shipping: "التوصيل" },
  backToChat: "العودة إلى ChatGPT",
  backToStandIn: "العودة إلى المحادثة (محاكاة)",
  backToChatYourself: "يمكن الآن العودة إلى ChatGPT.",
  checkAgain: "التحقق مرة أخرى",

  items: {
    zero: "لا منتجات",
    one: "منتج واحد",
    two: "منتجان",
    few: "{count} منتجات",
    many: "{count} منتجًا",
    other: "{count} منتج",
  },
  itemsAt: (items, price) => `${items}، ${isolated(price)} للقطعة`,
  each: (price) => `${isolated(price)} للقطعة`,
  regularPrice: "السعر المعتاد",
  awaited: {
    pre_order: (day) => (day === null ? "طلب مسبق" : `طلب مسبق، يُشحن اعتبارًا من ${isolated(day)}`),
    backorder: (day) => (day === null ? "يُوفَّر عند الطلب" : `يُوفَّر عند الطلب، يُشحن اعتبارًا من ${isolated(day)}`),
  },

  itemsTotal: "المنتجات",
  saleSavings: "توفير العرض",
  delivery: "التوصيل",
  deliveryService: "التوصيل",
  deliveryBy: (service, carrier) => `${isolated(service)}، ${isolated(carrier)}`,
  deliveryUnknown: "بعد إدخال العنوان",
  free: "مجاني",
  tax: "الضرائب",
  fee: "الرسوم",
  total: "الإجمالي",
  totalSoFar: "الإجمالي حتى الآن",
  pricesInclude: (tax) => `تشمل الأسعار ${isolated(tax)}`,
  deliveryIncludes: (tax) => `يشمل التوصيل ${isolated(tax)}`,
  reverseCharge: "احتساب عكسي: يسدد المستلم ضريبة القيمة المضافة.",
  vatNumber: (number) => `الرقم الضريبي ${isolated(number)}`,

  order: "الطلب",
  testOrder: "طلب تجريبي",
  testOrderText: "لم تُدفع أموال حقيقية، ولن يُرسل شيء.",
  erased: "حُذفت البيانات الشخصية",
  erasedText: "لم يعد الاسم والعنوان وبيانات الاتصال محفوظة مع هذا الطلب. ويبقى ما اشتُري ودُفع مسجلًا.",
  bought: "المشتريات",
  paid: "مدفوع",
  deliveryExpected: (first, last) => `متوقع بين ${isolated(first)} و${isolated(last)}`,
  deliveryAddress: "عنوان التوصيل",
  billingAddress: "عنوان الفاتورة",
  contact: "بيانات الاتصال الخاصة بك",
  partlyRefunded: "مسترد جزئيًا",
  partlyRefundedText: (amount) => `رُدّ ${isolated(amount)} إلى البطاقة التي دُفع بها.`,
  refunded: "مسترد",
  canceled: "ملغى",
  canceledText: (seller, day) =>
    `ألغى ${isolated(seller)} هذا الطلب في ${isolated(day)}. ولم يكن هناك مبلغ مستحق الدفع.`,
  refundedText: "رُدّ المبلغ كاملًا إلى البطاقة التي دُفع بها.",
  refundFailed: "تعذّر رد مبلغ",
  refundFailedText: (amount, seller) =>
    `لم يصل المبلغ المردود ${isolated(amount)}. سيرده ${isolated(seller)} بطريقة أخرى.`,
  paidByDiscount: "يغطي الخصم المبلغ كاملًا",
  disputed: "الدفعة قيد المراجعة",
  disputedText: (seller) =>
    `يراجع بنك البطاقة التي دُفع بها هذه الدفعة. وقد يحتفظ ${isolated(seller)} بالمنتجات إلى أن يصدر قراره.`,
  returned: "أُعيدت الدفعة",
  returnedText: (amount) => `أعاد البنك ${isolated(amount)} إلى البطاقة التي دُفع بها.`,
  paidInChat: "في ChatGPT",
  paidOnPage: "في صفحة الدفع",
  paidSimulated: (where, service) => `${where}، عبر ${service}: محاكاة من دون أموال حقيقية`,
  simulated: { sandbox: "البنك التجريبي", stripe: null },

  refundStatus: {
    pending: "الرد جارٍ منذ",
    completed: "رُدّ في",
    failed: "تعذّر الرد في",
  },
  remainsPaid: "المبلغ المتبقي المدفوع",
  bankTookTwice: "خصم البنك المبلغ مرتين.",
  paidASecondTime: "دُفع هذا الطلب مرة ثانية.",
  wentBack: (amount, day) => `رُدّ ${isolated(amount)} في ${isolated(day)}.`,
  goesBack: (amount) => `يُرد الآن ${isolated(amount)} إلى البطاقة التي دُفع بها.`,

  stepsTitle: "الحالة",
  steps: {
    ordered: { done: "تم الطلب", partly: "تم الطلب", open: "تم الطلب" },
    shipped: { done: "تم الشحن", partly: "شُحن جزء منه", open: "بانتظار الشحن" },
    delivered: { done: "تم التوصيل", partly: "وُصّل جزء منه", open: "بانتظار التوصيل" },
    refunded: { done: "تم رد المبلغ", partly: "رُدّ جزء من المبلغ", open: "بانتظار رد المبلغ" },
    canceled: { done: "أُلغي الطلب", partly: "أُلغي الطلب", open: "بانتظار الإلغاء" },
  },
  taxNumber: (number) => `رقم التسجيل الضريبي ${isolated(number)}`,
  contactSeller: (seller) => `التواصل مع ${isolated(seller)}`,

  progress: {
    not_shipped: "لم يُشحن بعد",
    partly_shipped: "شُحن جزء منه",
    shipped: "في الطريق",
    delivered: "تم التوصيل",
  },
  shippedOn: (day, carrier) =>
    carrier === null ? `شُحن في ${isolated(day)}` : `شُحن عبر ${isolated(carrier)} في ${isolated(day)}`,
  deliveredOn: (day, carrier) =>
    carrier === null ? `تم التوصيل في ${isolated(day)}` : `تم التوصيل عبر ${isolated(carrier)} في ${isolated(day)}`,
  stillToCome: (goods) => `ما لم يصل بعد: ${goods}`,
  trackingNumber: "رقم التتبع",
  track: "تتبع هذه الشحنة",
  trackAt: (carrier) => `التتبع لدى ${isolated(carrier)}`,
};
