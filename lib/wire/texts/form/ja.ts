import { regionName } from "../../address/region-name.ts";
import type { FormTexts } from "../details.ts";

export const ja: FormTexts = {
  names: {
    city: { city: "市区町村", suburb: "地区", post_town: "市町村", district: "地区" },
    state: {
      any: "州・都道府県",
      area: "地域",
      county: "郡",
      department: "県",
      district: "地区",
      do_si: "道・市",
      emirate: "首長国",
      island: "島",
      oblast: "州",
      parish: "教区",
      prefecture: "都道府県",
      province: "州・省",
      region: "地方",
      state: "州",
    },
    postal_code: {
      eircode: "Eircode",
      pin: "PINコード",
      postal: "郵便番号",
      postcode: "郵便番号",
      zip: "ZIPコード",
    },
  },
  labels: {
    name: "お名前",
    company: "会社名",
    line_one: "番地",
    line_two: "建物名・部屋番号",
    city: "市区町村",
    country: "国",
    state: "州・都道府県",
    postal_code: "郵便番号",
  },
  part: (name) => name,
  missing: (label) => `${label}を入力してください。`,
  postalCode: (name, example) => `${name}は「${example}」のように入力してください。`,
  tooLong: (label, max) => `${label}は${max}文字以内で入力してください。`,
  country: "国はISO 3166-1の2文字のコード（JP、USなど）で入力してください。",
  region: (label, country, examples) =>
    `${label}（${regionName(country, "ja")}）は名称またはコードで入力してください（例: ${examples}）。`,
  military: "APO、FPO、DPOの住所では、州はAA、AE、APのいずれかです。",
  phone: "電話番号は国番号を付けて入力してください（例: +81 3 1234 5678）。",
  phoneExtension: "電話番号は内線番号を除いて入力してください。配送業者は内線にかけられません。",
  emailMissing: "メールアドレスを入力してください。",
  email: "メールアドレスは「name@example.com」のように入力してください。",
  emailLetters:
    "@の前には、アクセント記号のない半角英字（a～z）、数字、「-」「_」などの記号を使ってください。決済サービスや多くのメールサーバーは、ほかの文字を受け付けません。",
  vatNumber: {
    not_one: "このVAT番号は国の形式に合っていません。国コードを付けて入力してください（例: DE136695976）。",
    not_covered: "ここでは、欧州連合、英国、スイス、ノルウェーのVAT番号を受け付けています。",
  },
};
