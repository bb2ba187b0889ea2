import type { RejectedDiscount } from "#lib/checkout/session.ts";
import type { BuyerTaxId } from "#lib/checkout/taxes/tax-id.ts";
import { isolated } from "#lib/wire/languages.ts";
import { counted } from "#lib/wire/text-tables.ts";
import type { CheckoutTexts } from "./en.ts";

const REJECTED: Readonly<Record<RejectedDiscount["reason"], string>> = {
  unknown: "لا يوجد رمز كهذا",
  expired: "انتهت صلاحيته",
  minimum_not_met: "لم يبلغ الطلب الحد الأدنى المطلوب",
  used_up: "نفدت مرات استخدامه",
  wrong_currency: "لا يسري بهذه العملة",
  not_combinable: "لا يمكن جمعه مع الخصم الآخر",
  not_started: "لا يمكن استخدامه بعد",
  not_applicable: "هو لمنتجات أخرى أو لكمية أكبر",
  customer_limit: "استُخدم بالعدد المسموح به لكل عميل، أو يُدفع به طلب آخر حاليًا",
  first_order_only: "هو للطلب الأول فقط",
};

const VAT_CHECKS: Readonly<Record<BuyerTaxId["check"], string>> = {
  form: "",
  valid: "",
  invalid: ". لا يوجد هذا الرقم في سجل الاتحاد الأوروبي (VIES)، ولذلك تُحتسب ضريبة القيمة المضافة. يرجى التحقق منه.",
  unknown:
    ". تعذّر التحقق منه حاليًا، ولذلك تُحتسب ضريبة القيمة المضافة. للتحقق منه مرة أخرى، يرجى اختيار «تغيير» ثم «متابعة».",
};

export const ar: CheckoutTexts = {
  checkout: "إتمام الطلب",
  yourOrder: "طلبك",
  soldBy: (seller) => `البائع: ${isolated(seller)}`,
  changeOrder: "تغيير المنتجات أو إضافة رمز خصم",
  oneLess: (title) => `إنقاص قطعة من ${isolated(title)}`,
  units: "الكمية",
  oneMore: (title) => `إضافة قطعة من ${isolated(title)}`,
  remove: "إزالة",
  leave: "لا يُخصم أي مبلغ قبل الدفع، ويمكن إغلاق هذه الصفحة في أي وقت.",
  items: {
    zero: "لا منتجات",
    one: "منتج واحد",
    two: "منتجان",
    few: "{count} منتجات",
    many: "{count} منتجًا",
    other: "{count} منتج",
  },

  contact: "بيانات الاتصال",
  contactAndAddress: "بيانات الاتصال وعنوان التوصيل",
  contactAndBilling: "بيانات الاتصال وعنوان الفاتورة",
  deliveryAddress: "عنوان التوصيل",
  nextWithDelivery: "الخطوة التالية: اختيار التوصيل ومراجعة الإجمالي والدفع.",
  nextWithoutDelivery: "الخطوة التالية: مراجعة الإجمالي والدفع.",
  change: "تغيير",
  didYouMean: (email) => `هل المقصود ${isolated(email)}؟ إذا كان كذلك، فيرجى تغييره قبل الدفع.`,
  vatNumber: (number, check) => `الرقم الضريبي ${isolated(number)}${VAT_CHECKS[check]}`,
  shownInPart: "معروض جزئيًا، لأن الرابط وحده لا يكفي للتأكد من الهوية.",
  openedElsewhere: "فُتح هذا الطلب في متصفح آخر ولا يمكن تغييره إلا هناك. ويمكن دفعه هنا أيضًا.",
  openedElsewhereNotReady: "فُتح هذا الطلب في متصفح آخر، وتُدخل البيانات هناك. ويمكن الدفع هنا فور اكتمالها.",
  placedElsewhere: "فُتح هذا الطلب في متصفح آخر. لا يوجد مبلغ للدفع، ولا يمكن تأكيده إلا هناك.",
  isRemembered: "محفوظ من طلب سابق.",
  forgetDetails: "حذف هذه البيانات المحفوظة",
  changeContact: "(بيانات الاتصال والعنوان)",
  details: {
    fixFields: {
      zero: "لا حقول للتصحيح",
      one: "يرجى تصحيح حقل واحد",
      two: "يرجى تصحيح حقلين",
      few: "يرجى تصحيح {count} حقول",
      many: "يرجى تصحيح {count} حقلًا",
      other: "يرجى تصحيح {count} حقل",
    },
    email: "البريد الإلكتروني",
    emailHint: "لإرسال الإيصال.",
    name: "الاسم الكامل",
    country: "البلد",
    chooseCountry: "اختيار البلد",
    chooseRegion: "اختيار",
    line_one: "العنوان",
    forCompany: "هل الشراء لشركة؟",
    company: "الشركة",
    vat_number: "الرقم الضريبي",
    vatHint: `مع رمز البلد، مثل ${isolated("DE136695976")}.`,
    line_two: "الشقة، الطابق",
    city: "المدينة",
    state: "الولاية أو المحافظة أو المنطقة",
    postal_code: "الرمز البريدي",
    parts: {
      area: "المنطقة",
      county: "المقاطعة",
      department: "الإقليم",
      district: "الحي",
      do_si: "المقاطعة أو المدينة",
      emirate: "الإمارة",
      island: "الجزيرة",
      oblast: "المقاطعة",
      parish: "الأبرشية",
      prefecture: "المحافظة",
      province: "المحافظة",
      region: "المنطقة",
      state: "الولاية",
      eircode: "رمز Eircode",
      pin: "رمز PIN",
      postal: "الرمز البريدي",
      postcode: "الرمز البريدي",
      zip: "رمز ZIP",
      city: "المدينة",
      suburb: "الضاحية",
      post_town: "البلدة",
    },
    phone_number: "الهاتف",
    phoneForCarrier: "لشركة التوصيل.",
    phoneForQuestions: "للتواصل عند وجود سؤال.",
    optional: "(اختياري)",
    remember: "حفظ هذه البيانات لطلبي التالي من هذا البائع في المحادثة",
    continue: "متابعة",
    continuing: "جارٍ المتابعة…",
    keep: "الإبقاء كما هو",
    keepsEmpty: "ما يُترك فارغًا يبقى كما هو. لتغيير العنوان، يرجى إدخاله كاملًا.",
    openedElsewhere: "فُتح هذا الطلب في متصفح آخر ولا يمكن تغييره إلا هناك. لم يُحفظ ما أُدخل هنا.",
  },

  discountCode: "رمز الخصم",
  apply: "تطبيق",
  codeNotUsed: (code, reason) => `لم يُطبق الرمز ${isolated(code)}: ${REJECTED[reason]}.`,
  removeCode: "إزالة هذا الرمز",

  deliveryDays: (service, first, last) =>
    first === last
      ? `${isolated(service)}: ${isolated(first)}`
      : `${isolated(service)}: من ${isolated(first)} إلى ${isolated(last)}`,
  free: "مجاني",
  pay: (total) => `دفع ${isolated(total)}`,
  placeOrder: "تأكيد الطلب",
  nothingToPay: "لا يوجد مبلغ للدفع: يغطي الخصم الإجمالي كاملًا.",
  payOnService: "يتم الدفع في الصفحة الآمنة لخدمة الدفع، ثم تكون العودة إلى هنا.",
  payOnSimulated: (service) => `يتم الدفع في صفحة ${service}، وهي محاكاة من دون أموال حقيقية.`,
  orderForm: {
    delivery: "التوصيل",
    payment: "الدفع",
    updateTotal: "تحديث الإجمالي",
    updating: "جارٍ التحديث…",
  },

  confirmTitle: "يطلب البنك تأكيد هذه الدفعة",
  confirmText: "تُنفذ الدفعة التي بدأت في ChatGPT فور تأكيدها، ولا يُخصم أي مبلغ قبل ذلك.",
  notPaidYetTitle: "لم يتم الدفع بعد",
  notPaidYetText: "صفحة الدفع لهذا الطلب مفتوحة. يرجى المتابعة فيها، أو إغلاقها لتغيير الطلب.",
  notPaidYetElsewhere: "صفحة الدفع لهذا الطلب مفتوحة. يرجى المتابعة فيها.",
  openPayment: {
    continue: "المتابعة إلى الدفع",
    confirm: "التأكيد لدى البنك",
    change: "تغيير الطلب",
    payAnotherWay: "عدم التأكيد والدفع بطريقة أخرى",
  },
  checkingTitle: "ما زلنا نتحقق من الدفعة",
  checkingText: "يرجى عدم الدفع مرة أخرى. لم تؤكد خدمة الدفع بعد ما آلت إليه الدفعة، وتتحقق هذه الصفحة من ذلك تلقائيًا.",

  paymentFailed: (day) => `تعذّر الدفع في ${isolated(day)}، ولم يُخصم أي مبلغ.`,
  payAgain: "يمكن الدفع مرة أخرى، وبطريقة أخرى أيضًا.",
  expiredTitle: "انتهت صلاحية هذا الطلب",
  expiredText: "تُحفظ الأسعار لساعات قليلة فقط. لم يُخصم أي مبلغ.",
  canceledTitle: "أُلغي هذا الطلب",
  canceledText: "لم يُخصم أي مبلغ.",
  buyAgain: "لشراء هذه المنتجات، يرجى العودة إلى المحادثة وطلب رابط دفع جديد.",

  missing: {
    delivery_address: "يلزم عنوان للتوصيل.",
    delivery_option: "لا يوصل البائع إلى هذا العنوان. يرجى إدخال عنوان آخر.",
    tax_address: "يلزم العنوان لأن الضريبة تعتمد على مكان الإقامة.",
    exact_address: "تعتمد الضريبة على المكان بالتحديد. يرجى التحقق من الرمز البريدي والولاية أو المحافظة.",
    tax: "لا يمكن حساب ضريبة هذا الطلب حاليًا. يرجى إعادة تحميل هذه الصفحة بعد دقيقة.",
  },
  problems: {
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
    other_seller: ({ title, sellerName }) => `«${isolated(title)}» يبيعه ${isolated(sellerName)} ويحتاج إلى طلب مستقل.`,
    other_currency: ({ title, currency }) => `سعر «${isolated(title)}» بعملة ${currency} ويحتاج إلى طلب مستقل.`,
    not_priced_in: ({ priced }) => `أسعار هذا الطلب بعملة ${priced}.`,
    seller_and_currency_fixed: ({ sellerName, currency }) =>
      `هذا الطلب لدى ${isolated(sellerName)} وبعملة ${currency}.`,
    given_on_page: () => "أُدخل هذا في هذه الصفحة ويمكن تغييره هنا.",
    delivery_option_not_offered: ({ offeredIds }) =>
      offeredIds.length === 0
        ? "يرجى إدخال عنوان التوصيل أولًا."
        : "لم تعد طريقة التوصيل هذه متاحة. يرجى اختيار طريقة أخرى.",
  },
  stopped: {
    totalChanged: (total) => `أصبح الإجمالي ${isolated(total)}. يرجى مراجعته ثم الدفع.`,
    stillChecking: "لم ترد خدمة الدفع بعد، ولذلك يبقى الطلب كما هو. يرجى المحاولة مرة أخرى بعد قليل.",
    pageNotOpened: "تعذّر فتح صفحة الدفع، ولم يُخصم أي مبلغ. يرجى المحاولة مرة أخرى لاحقًا.",
    emailRefused: "لا تقبل خدمة الدفع هذا البريد الإلكتروني، ولم يُخصم أي مبلغ. يرجى التحقق منه.",
    openedElsewhere: "فُتح هذا الطلب في متصفح آخر ولا يمكن تغييره إلا هناك، ولذلك لم يتغير شيء. ويمكن دفعه هنا أيضًا.",
    codeNotUsed: (code) => `لم يُطبق الرمز ${isolated(code)}، والسبب مذكور بجانبه. ومع ذلك يمكن الدفع.`,
  },

  yourPayment: "الدفعة",
  paid: "شكرًا. تم دفع طلبك.",
  placed: "شكرًا. تم تأكيد طلبك.",
  orderPage: "صفحة الطلب، للحفظ أو الطباعة",
  notPaid: "لم يتم الدفع",
  notPaidText: "لم تتم أي دفعة ولم يُخصم أي مبلغ. الطلب ما زال موجودًا.",
  backToCheckout: "العودة إلى إتمام الطلب",

  payment: "الدفع",
  backToOrder: "العودة إلى الطلب",
  paymentForm: {
    title: "نموذج الدفع",
    loading: "جارٍ تحميل نموذج الدفع. يحتاج إلى JavaScript، ومن دونه يمكن الدفع في صفحة خدمة الدفع.",
    failedTitle: "تعذّر عرض نموذج الدفع",
    failedText: "لم يُخصم أي مبلغ. يرجى الدفع في صفحة خدمة الدفع.",
  },
  servicePage: {
    question: "هل النموذج غير ظاهر؟",
    open: "الدفع في صفحة خدمة الدفع",
  },
};
