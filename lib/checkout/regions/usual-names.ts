/**
 * Names and abbreviations that people write for a region and the address data does not have, in the form in which names are
 * compared: `code:name|name`. Many are abbreviations of before the two-letter codes, https://pe.usps.com/text/pub28/28apb.htm.
 */
const NAMES: Readonly<Record<string, string>> = {
  US:
    "AL:ala;AZ:ariz;AR:ark;CA:calif|cal;CO:colo;CT:conn;DE:del;DC:washington dc|wash dc;FL:fla;IL:ill;IN:ind;KS:kans;" +
    "MA:mass;MI:mich;MN:minn;MS:miss;MT:mont;NE:nebr|neb;NV:nev;NH:n hamp;NM:n mex;NC:n car;ND:n dak;OK:okla;OR:ore;" +
    "PA:penn|penna;SC:s car;SD:s dak;TN:tenn;TX:tex;WA:wash;WV:w va;WI:wis|wisc;WY:wyo;VI:us virgin islands;" +
    "AA:armed forces americas;AE:armed forces europe|armed forces africa|armed forces canada|armed forces middle east;" +
    "AP:armed forces pacific",
  CA: "AB:alta;MB:man;NL:newfoundland|labrador|nfld|nf;NT:nwt;ON:ont;PE:pei;QC:que|pq;SK:sask",
  MX:
    "BCN:bc|b cfa;COA:coah;CMX:cdmx|df|distrito federal|mexico city|mexico df|cd de mexico;MEX:edomex|edo mex|edo de mexico;" +
    "MIC:michoacan de ocampo;NLE:nl|n leon;ROO:q roo|qroo;VER:veracruz de ignacio de la llave",
  IN:
    "AN:andaman and nicobar islands;CG:chattisgarh;DL:new delhi|nct of delhi|delhi ncr;JK:j and k|jammu kashmir;" +
    "OD:orissa;PY:pondicherry;TN:tamilnadu;UK:uttaranchal",
  HK: "Hong Kong Island:hk island;Kowloon:kln;New Territories:nt",
  CN: "HK:hong kong sar;MO:macao|macau sar|macao sar;NM:inner mongolia;XZ:xizang",
  TW: "TPE:臺北市|臺北;TXG:臺中市|臺中;TNN:臺南市|臺南",
  AE: "AZ:abudhabi|abu dhabi emirate|abu zaby;DU:dubayy;RK:rak;UQ:uaq",
  AR: "C:caba|capital federal|ciudad de buenos aires;B:provincia de buenos aires|pba",
  CL: "RM:region metropolitana|metropolitana|santiago",
  CO: "DC:bogota dc|distrito capital",
  ES: "GC:gran canaria|fuerteventura|lanzarote;TF:tenerife|la palma|la gomera|el hierro;PM:mallorca|majorca|menorca|ibiza;GI:gerona",
  NG: "FC:fct|abuja",
  PH: "00:ncr|manila",
  TH: "10:bkk|กรุงเทพฯ|กรุงเทพ",
  UA: "30:kiev|kyiv",
  VN: "SG:tp hcm|tphcm|hcm|hcmc|saigon|sai gon",
};

/** A country's usual names with the code of the region each is for. */
export const usualNames = (country: string): readonly (readonly [name: string, code: string])[] =>
  (Object.hasOwn(NAMES, country) ? (NAMES[country] ?? "") : "").split(";").flatMap((entry) => {
    const [code = "", list = ""] = entry.split(":");
    return list.split("|").flatMap((name) => (name === "" ? [] : [[name, code] as const]));
  });
