import type { KindTable } from "../../../invariant.ts";
import type { CheckoutProblem } from "../../../purchase/checkout/problem.ts";
import type { InEveryLanguage } from "../../languages.ts";
import { ar } from "./ar.ts";
import { de } from "./de.ts";
import { en } from "./en.ts";
import { es } from "./es.ts";
import { fr } from "./fr.ts";
import { it } from "./it.ts";
import { ja } from "./ja.ts";
import { nl } from "./nl.ts";
import { pt } from "./pt.ts";

/** Why a checkout cannot be changed, for the buyer who changes it on a page or in a card. */
export const PROBLEM_TEXTS: InEveryLanguage<KindTable<CheckoutProblem, string>> = {
  en,
  de,
  fr,
  es,
  pt,
  it,
  nl,
  ja,
  ar,
};
