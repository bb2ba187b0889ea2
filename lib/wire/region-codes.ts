const UNITED_STATES =
  "AL Alabama,AK Alaska,AZ Arizona,AR Arkansas,CA California,CO Colorado,CT Connecticut,DE Delaware,DC District of Columbia,FL Florida,GA Georgia,HI Hawaii," +
  "ID Idaho,IL Illinois,IN Indiana,IA Iowa,KS Kansas,KY Kentucky,LA Louisiana,ME Maine,MD Maryland,MA Massachusetts,MI Michigan,MN Minnesota,MS Mississippi," +
  "MO Missouri,MT Montana,NE Nebraska,NV Nevada,NH New Hampshire,NJ New Jersey,NM New Mexico,NY New York,NC North Carolina,ND North Dakota,OH Ohio,OK Oklahoma," +
  "OR Oregon,PA Pennsylvania,RI Rhode Island,SC South Carolina,SD South Dakota,TN Tennessee,TX Texas,UT Utah,VT Vermont,VA Virginia,WA Washington,WV West Virginia," +
  "WI Wisconsin,WY Wyoming,PR Puerto Rico,GU Guam,VI Virgin Islands,AS American Samoa,MP Northern Mariana Islands,AA Armed Forces Americas,AE Armed Forces Europe,AP Armed Forces Pacific";
const CANADA =
  "AB Alberta,BC British Columbia,MB Manitoba,NB New Brunswick,NL Newfoundland and Labrador,NS Nova Scotia,NT Northwest Territories,NU Nunavut," +
  "ON Ontario,PE Prince Edward Island,QC Quebec,SK Saskatchewan,YT Yukon";

const byName = (list: string): ReadonlyMap<string, string> =>
  new Map(
    list.split(",").flatMap((entry): [string, string][] => [
      [entry.slice(0, 2), entry.slice(0, 2)],
      [plain(entry.slice(3)), entry.slice(0, 2)],
    ]),
  );

const REGIONS: Readonly<Record<string, ReadonlyMap<string, string>>> = {
  US: byName(UNITED_STATES),
  CA: byName(CANADA),
};

function plain(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toUpperCase()
    .replace(/[^A-Z]+/g, " ")
    .trim();
}

/**
 * The region's code, for the countries whose tax goes by it: "new york" and "NY" both give "NY". Null when the
 * country has a list and the text is not on it; elsewhere the text itself, short ones in upper case.
 */
export function regionCode(country: string, text: string): string | null {
  const regions = REGIONS[country];
  if (regions !== undefined) return regions.get(plain(text)) ?? null;
  return text.length <= 3 ? text.toUpperCase() : text;
}
