import { regionName } from "../../address/region-name.ts";
import { isolated } from "../../languages.ts";
import type { FormTexts } from "../details.ts";

/** Labels and names have their article, as the sentences below need them. */
export const ar: FormTexts = {
  names: {
    city: { city: "المدينة", suburb: "الضاحية", post_town: "البلدة", district: "الحي" },
    state: {
      any: "الولاية أو المحافظة",
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
    },
    postal_code: {
      eircode: "رمز Eircode",
      pin: "رمز PIN",
      postal: "الرمز البريدي",
      postcode: "الرمز البريدي",
      zip: "رمز ZIP",
    },
  },
  labels: {
    name: "الاسم الكامل",
    company: "اسم الشركة",
    line_one: "العنوان",
    line_two: "تفاصيل العنوان",
    city: "المدينة",
    country: "البلد",
    state: "الولاية أو المحافظة",
    postal_code: "الرمز البريدي",
  },
  part: (name) => name,
  missing: (label) => `يرجى إدخال ${label}.`,
  postalCode: (name, example) => `يرجى إدخال ${name} بصيغة مثل ${isolated(example)}.`,
  tooLong: (label, max) => `يرجى اختصار ${label} إلى ${max} حرفًا على الأكثر.`,
  countryMissing: "يرجى اختيار البلد.",
  country: `يرجى إدخال البلد برمز ${isolated("ISO 3166-1")} المكوّن من حرفين، مثل AE أو US.`,
  region: (label, country, examples) =>
    `يرجى إدخال ${label} (${regionName(country, "ar")}) بالاسم أو بالرمز، مثل ${isolated(examples)}.`,
  military: `في عناوين APO أو FPO أو DPO تكون الولاية AA أو AE أو AP.`,
  phone: `يرجى إدخال رقم الهاتف مع رمز البلد، مثل ${isolated("+971 4 123 4567")}.`,
  phoneExtension: "يرجى إدخال رقم الهاتف من دون رقم داخلي، لأن شركة التوصيل لا تستطيع طلبه.",
  emailMissing: "يرجى إدخال البريد الإلكتروني.",
  email: `يرجى إدخال البريد الإلكتروني بصيغة مثل ${isolated("name@example.com")}.`,
  emailLetters: `يرجى أن تُستخدم قبل علامة @ حروف لاتينية من دون علامات (من a إلى z) وأرقام ورموز مثل ${isolated("-")} و${isolated("_")}، فخدمات الدفع وكثير من خوادم البريد لا تقبل غيرها.`,
  vatNumber: {
    not_one: `هذا الرقم الضريبي ليس بالصيغة المعتمدة في بلده. يرجى كتابته مع رمز البلد، مثل ${isolated("DE136695976")}.`,
    not_covered: "تُقبل هنا الأرقام الضريبية للاتحاد الأوروبي والمملكة المتحدة وسويسرا والنرويج.",
  },
};
