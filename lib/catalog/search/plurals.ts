/** Pairs that no rule makes, folded: a singular and its plural. Both are found by either. */
const IRREGULAR =
  "man men,woman women,child children,foot feet,tooth teeth,goose geese,mouse mice,person people,die dice,ei eier,mann manner,frau frauen,kind kinder,auto autos,cactus cacti,album alben,museum museen,rhythmus rhythmen,saft safte,bus busse,oeil yeux,cheval chevaux,journal journaux,animal animaux,bijou bijoux";
const OTHERS: ReadonlyMap<string, readonly string[]> = irregularForms();

/** German nouns whose plural ends in -er; compounds end in them ("Schneidebretter"). The rest of -er is singular ("Messer"). */
const GERMAN_ER =
  /(?:brett|buch|glas|kleid|bild|rad|haus|tuch|schild|band|licht|blatt|fach|fass|dach|huhn|loch|wald|wort|wurm|kraut|korn|horn|lamm|rind|fell|feld|geld|nest|schloss|schwert|amt|grab|tal|volk|bad|land|geist|rand|gut)er$/;
/** Words that end like a plural and are none, with the noun that they would be taken for. */
const NO_PLURALS = new Set(
  "linen garden kitchen kitten chicken green screen queen oven open seven even token dozen omen samen siren raven heaven paste glass dress brass cross boss less loss moss pass class grass chess press lens always canvas atlas gas plus bus series species news tennis jeans shorts tights goods overalls iris basis oasis".split(
    " ",
  ),
);
const MIN_STEM = 3;

/**
 * Other forms under which a product may have the word, in English and German and where French, Spanish and Dutch do the same:
 * "boxes" → "box", "berry" → "berries", "Tassen" → "Tasse", "Schneidebretter" → "Schneidebrett". `word` and what is answered
 * are folded by `plain`; longer forms that only add letters are left out, because a word is looked up as a prefix.
 * `hasUmlaut`: whether the word was written with one, as most German plurals in -e are ("Bälle").
 */
export function otherForms(word: string, hasUmlaut: boolean): readonly string[] {
  const irregular = OTHERS.get(word) ?? [];
  if (!/^[a-z]{4,}$/.test(word) || NO_PLURALS.has(word)) return irregular;
  const forms = [...irregular, ...bySuffix(word), ...germanForms(word, hasUmlaut)];
  return [...new Set(forms)].filter((form) => form.length >= MIN_STEM && form !== word);
}

function bySuffix(word: string): readonly string[] {
  if (/[^aeiou]y$/.test(word)) return [`${word.slice(0, -1)}ies`];
  if (/[a-z]{2}ies$/.test(word)) return [`${word.slice(0, -3)}y`, word.slice(0, -1)];
  if (/(?:[ai]fe|[lr]f|[eo]af)$/.test(word)) return [`${word.replace(/fe?$/, "")}ves`];
  if (word.endsWith("ves")) return [`${word.slice(0, -3)}f`, `${word.slice(0, -3)}fe`, word.slice(0, -1)];
  if (/(?:ch|sh|[sxz]|o)es$/.test(word)) return [word.slice(0, -2), word.slice(0, -1)];
  if (word.endsWith("eaux")) return [word.slice(0, -1)];
  if (/[lnrd]es$/.test(word)) return [word.slice(0, -1), word.slice(0, -2)];
  return /[^s]s$/.test(word) ? [word.slice(0, -1)] : [];
}

function germanForms(word: string, hasUmlaut: boolean): readonly string[] {
  if (word.endsWith("en")) return [word.slice(0, -1), word.slice(0, -2)];
  if (/(?:e[lr])n$/.test(word)) return [word.slice(0, -1)];
  if (GERMAN_ER.test(word)) return [word.slice(0, -2)];
  // A consonant alone before -e is how English words end: "cape" is no plural of "cap".
  const isPlural = hasUmlaut || /(?:[^aeiouy]{2}|h)e$/.test(word) || (word.length >= 7 && word.endsWith("e"));
  return isPlural && word.endsWith("e") ? [word.slice(0, -1)] : [];
}

function irregularForms(): ReadonlyMap<string, readonly string[]> {
  const forms = new Map<string, string[]>();
  for (const pair of IRREGULAR.split(",")) {
    const [one = "", many = ""] = pair.split(" ");
    forms.set(one, [...(forms.get(one) ?? []), many]);
    forms.set(many, [...(forms.get(many) ?? []), one]);
  }
  return forms;
}
