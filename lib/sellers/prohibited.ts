/**
 * Goods that the platform does not let anybody sell through its apps, by words in a level of the feed's category. A word is
 * no proof: the shop's and the seller's own rules go before it. https://developers.openai.com/plugins/app-guidelines, commerce.
 */
const PROHIBITED = {
  adult: ["mature", "erotic", "adult toys", "sex toys"],
  gambling: ["gambling", "lottery tickets", "casino"],
  drugs: ["recreational drugs", "cannabis", "marijuana", "drug paraphernalia", "bongs", "kratom"],
  prescription: ["prescription drugs", "prescription medicine", "prescription medication"],
  tobacco: [
    "tobacco products",
    "tobacco",
    "cigarettes",
    "electronic cigarettes",
    "cigars",
    "vaporizers & electronic cigarettes",
    "vaping",
    "nicotine",
    "smoking accessories",
  ],
  weapons: [
    "weapons",
    "firearms",
    "guns",
    "ammunition",
    "handguns",
    "rifles",
    "pepper spray",
    "pepper sprays",
    "stun guns & tasers",
    "brass knuckles",
    "fireworks",
    "fireworks & firecrackers",
    "explosives",
  ],
  wildlife: ["ivory", "endangered species", "exotic animals", "wildlife products"],
  surveillance: ["spyware", "malware", "hidden cameras", "surveillance devices"],
  counterfeit: ["replicas & counterfeits", "counterfeit", "stolen goods"],
} as const;

export type Prohibited = keyof typeof PROHIBITED;

const BY_WORD = new Map<string, Prohibited>(
  (Object.keys(PROHIBITED) as Prohibited[]).flatMap((kind) => PROHIBITED[kind].map((word) => [word, kind] as const)),
);

/** What a category is prohibited as; null: nothing in its levels says so. */
export function prohibitedAs(category: string | null): Prohibited | null {
  for (const level of category?.split(">") ?? []) {
    const kind = BY_WORD.get(level.trim().toLowerCase());
    if (kind !== undefined) return kind;
  }
  return null;
}
