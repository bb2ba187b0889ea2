import { isolated } from "../../wire/languages.ts";
import type { MailTexts } from "./en.ts";

export const ar: MailTexts = {
  testSubject: (subject) => `[اختبار] ${subject}`,
  testTitle: "طلب اختباري",
  testText: "لم يُدفع مال حقيقي، ولن يُرسل شيء.",

  viewOrder: "عرض الطلب",
  moreItems: {
    zero: "ولا منتجات أخرى",
    one: "ومنتج آخر",
    two: "ومنتجان آخران",
    few: "و{count} منتجات أخرى",
    many: "و{count} منتجًا آخر",
    other: "و{count} منتج آخر",
  },
  itemsAt: (quantity, price) => `${quantity} × ${price}`,
  regularPrice: (price) => `السعر المعتاد ${price}`,
  itemsTotal: "المنتجات",
  saleSavings: "توفير التخفيضات",
  soldBy: (seller) => `البائع: ${isolated(seller)}`,
  policies: { returns: "الإرجاع", terms: "الشروط" },
  delivery: "التوصيل",
  deliveryBy: (service, carrier) => `${isolated(service)}، ${isolated(carrier)}`,
  free: "مجانًا",
  tax: "الضريبة",
  fee: "رسوم",
  total: "الإجمالي",
  pricesInclude: (tax) => `مشمول في الأسعار: ${isolated(tax)}`,
  deliveryIncludes: (tax) => `مشمول في التوصيل: ${isolated(tax)}`,
  reverseCharge: "الاحتساب العكسي: يتولى المستلم ضريبة القيمة المضافة.",
  vatNumber: (number) => `الرقم الضريبي ${number}`,
  deliveryAddress: "عنوان التوصيل",
  billingAddress: "عنوان الفوترة",
  expected: (first, last) => `التوصيل متوقع من ${first} إلى ${last}`,
  footer: (seller) => `تصلك هذه الرسالة لأنك اشتريت من ${isolated(seller)}.`,

  order_placed: {
    subject: (seller, number) => `طلبك ${number} من ${isolated(seller)}`,
    heading: "شكرًا لطلبك",
    text: (seller, number, amount) => `استلم ${isolated(seller)} طلبك ${number} ودفعتك بمبلغ ${amount}.`,
    textOfNothing: (seller, number) => `استلم ${isolated(seller)} طلبك ${number}. لم يكن هناك ما يُدفع.`,
  },
  order_canceled: {
    subject: (number) => `تم إلغاء طلبك ${number}`,
    heading: "تم إلغاء طلبك",
    text: (seller, number) =>
      `ألغى ${isolated(seller)} طلبك ${number}. لم يُدفع مقابله شيء، ولن يُرسل شيء. الرمز الذي استخدمته يمكن استخدامه مرة أخرى.`,
  },
  order_shipped: {
    subject: (number) => `طلبك ${number} في الطريق`,
    subjectPart: (number) => `جزء من طلبك ${number} في الطريق`,
    heading: "في الطريق إليك",
    headingPart: "جزء من طلبك في الطريق",
    text: (number, carrier) =>
      carrier === null
        ? `أرسلنا إليك هذه المنتجات من طلبك ${number}.`
        : `سلّمنا هذه المنتجات من طلبك ${number} إلى ${isolated(carrier)}.`,
    stillToCome: "يصلك باقي طلبك لاحقًا.",
    tracking: "رقم التتبّع",
    track: "تتبّع الشحنة",
  },
  order_delivered: {
    subject: (number) => `تم توصيل طلبك ${number}`,
    subjectPart: (number) => `تم توصيل جزء من طلبك ${number}`,
    heading: "تم التوصيل",
    headingPart: "تم توصيل جزء من طلبك",
    text: (number, carrier) =>
      carrier === null
        ? `تم توصيل هذه المنتجات من طلبك ${number}.`
        : `قام ${isolated(carrier)} بتوصيل هذه المنتجات من طلبك ${number}.`,
    missing: "إذا كان هناك نقص أو تلف، يُرجى الرد على هذه الرسالة.",
    stillToCome: "يصلك باقي طلبك لاحقًا.",
  },
  refund_made: {
    subject: (amount, number) => `رد مبلغ ${amount} عن الطلب ${number}`,
    heading: (amount) => `رددنا ${amount}`,
    text: (number) =>
      `يعود المبلغ المردود عن الطلب ${number} إلى البطاقة أو الحساب المستخدم في الدفع. تحتاج البنوك عادةً من 5 إلى 10 أيام لإظهاره.`,
  },
  refund_failed: {
    subject: (number) => `لم يصلك المبلغ المردود عن الطلب ${number}`,
    heading: "لم يصلك المبلغ المردود",
    text: (amount, number, seller) =>
      `أعاد بنكك المبلغ المردود ${amount} عن الطلب ${number}: ربما أُغلقت البطاقة أو الحساب. المبلغ ما زال حقك، وسيرده ${isolated(seller)} بطريقة أخرى.`,
    reply: "يُرجى الرد على هذه الرسالة لتحديد الجهة التي يُرسل إليها المبلغ.",
  },
  debit_failed: {
    subject: (seller) => `لم تكتمل دفعتك إلى ${isolated(seller)}`,
    heading: "لم تكتمل دفعتك",
    text: (amount, seller) => `لم يدفع بنكك ${amount} إلى ${isolated(seller)}. لم يُخصم منك شيء، ولا يوجد طلب.`,
    open: "ما زالت سلتك موجودة. يمكنك الدفع بطريقة أخرى:",
    pay: "العودة إلى الدفع",
    closed: "أُغلقت صفحة الدفع. يُرجى الطلب من جديد إذا كنت ما زلت تريد هذه المنتجات.",
    footer: (seller) => `تصلك هذه الرسالة لأنك أردت الشراء من ${isolated(seller)}.`,
  },
};
