import type { ErrorTexts } from "./en.ts";

export const ar: ErrorTexts = {
  notFound: "غير موجود",
  noSuchPage: "هذه الصفحة غير موجودة",
  noSuchPageText:
    "قد يكون العنوان ناقصًا. إذا كان الوصول إلى هنا من محادثة، فيرجى العودة إليها وفتح صفحة الدفع أو الطلب مرة أخرى.",

  wrong: "حدث خطأ ما",
  wrongOnOurSide: "حدث خطأ من جانبنا",
  notChargedTwice: "لن يُخصم المبلغ مرتين عند المحاولة مرة أخرى.",
  ifYouWerePaying: "إذا كان الدفع جاريًا، فيرجى إعادة تحميل الصفحة لمعرفة ما آلت إليه الدفعة.",
  reload: "إعادة تحميل الصفحة",
};
