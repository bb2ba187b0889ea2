import type { WalletTexts } from "./en.ts";

export const ar: WalletTexts = {
  title: "الدفع بمحفظة إلكترونية",
  or: "أو",
  unavailable: "لا يمكن استخدام هذه المحفظة لهذا الطلب الآن، ولم يُخصم أي مبلغ. يُرجى الدفع بالزر الموجود أسفلها.",
  sandbox: {
    open: "محفظة تجريبية (محاكاة)",
    title: "محفظة تجريبية",
    simulated: "محاكاة. لا تُحوَّل أي أموال حقيقية. اختر بطاقة لترى ما يحدث.",
    amount: (total, seller) => `${total} إلى ${seller}`,
    cards: {
      ok: "بطاقة تُقبل",
      declined: "بطاقة تُرفض",
      "3ds": "بطاقة يطلب البنك تأكيدها",
      timeout_captured: "بطاقة يضيع ردّها",
    },
    cancel: "إلغاء",
  },
};
