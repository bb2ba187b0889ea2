export type Replaced = {
  /** Finds the word that is not used here. */
  readonly pattern: RegExp;
  readonly instead: string;
  /** Files that need the word all the same, each with the reason. */
  readonly allowed?: Readonly<Record<string, string>>;
};

const STORED = "stores rows as earlier releases did";
const OLD_OPTION = "refuses the option of earlier releases, naming the new one";

/**
 * Words that have been replaced by the field's own (CONTRIBUTING.md, "The dictionary"). Only what is never right: a
 * word that is good English elsewhere ("the payment is withdrawn from", "a step of the form") is left to the reviewer.
 */
export const REPLACED: readonly Replaced[] = [
  {
    pattern: /\b(?:Purchase|Session|Widget|Breaker|Funnel)Step\b|\bstepOf\b/,
    instead: "failpoint, session event, funnel event or breaker transition",
  },
  { pattern: /\b(?:\w+_)?(?:MOST|LEAST|LONGEST|SHORTEST)_[A-Z]/, instead: "MAX_… or MIN_…" },
  { pattern: /\bhand-?overs?\b|\bhanded over\b|\b[hH]andOver/i, instead: "assignment, assigned; of goods: delivered" },
  { pattern: /\bsplit[ _]is[ _]off\b|[sS]plitOff\b/, instead: "sample ratio mismatch (SRM)" },
  {
    pattern: /\battempt_withdrawn\b|\bwithdraw[a-z]* (?:the |a |an |its )?(?:payment|attempt)s?\b|\bwithdrawAttempt\b/i,
    instead: "void, cancel",
    allowed: { "tests/contracts/store/migrations/upgrade.store.test.ts": STORED },
  },
  {
    pattern: /\bstrays?\b|_stray\b|\bstray_|\bSTRAY_/i,
    instead: "orphaned",
    allowed: { "tests/contracts/store/migrations/upgrade.store.test.ts": STORED },
  },
  {
    pattern: /\bcapture_review\b|\bentitlements?\.review\b|\bpayments? (?:goes|go) to review\b/,
    instead: "amount mismatch",
    allowed: { "tests/contracts/store/migrations/upgrade.store.test.ts": STORED },
  },
  { pattern: /\btakenSince\b/, instead: "listPayments({ since })" },
  { pattern: /\bcompare-books\b|\bcompareBooks\b/, instead: "reconcile payments; the minute's work is the sweep" },
  { pattern: /\bworkOut\b/, instead: "calculateTotals" },
  { pattern: /\buntilWon\b|\bgiveUp\(/, instead: "retryOnConflict, rollback" },
  { pattern: /\bacp-once\b|\bclaim-request\b/, instead: "idempotency, idempotency record" },
  { pattern: /\bpostm[ae]n\b/i, instead: "webhook sender" },
  { pattern: /\bmasked\b/, instead: "redacted" },
  { pattern: /\brebase\(/, instead: "rewriteOrigin" },
  { pattern: /\bstandings?\b|\bstanding(?:Of|At|From|Query)/i, instead: "availability, state or status" },
  { pattern: /\bwish(?:es)?\b/i, instead: "request, options" },
  {
    pattern: /\bnot_told\b|\bisTold\b|\b(?:is|are|was|were) told\b(?! apart)/,
    instead: "reported, returned, read or sent",
  },
  { pattern: /\bsame-secret\b|\bsameSecret\b/, instead: "timing-safe equal" },
  { pattern: /\bFILLERS\b/, instead: "stop words" },
  {
    pattern: /\bother[wW]ay\b|OtherWay(?:Open)?\b|\bway_changed\b|\boffer\.way\b|\btype Way\b/,
    instead: 'route; "way to pay" only on buyers\' screens',
  },
  { pattern: /\bkill row\b|\bkillRow/, instead: "kill switch entry" },
  {
    pattern: /\bmerchantId\b|--merchant\b/,
    instead: "sellerId, --seller",
    allowed: {
      "scripts/pause-run.ts": OLD_OPTION,
      "tests/start/data-folder.process.test.ts": OLD_OPTION,
      "tests/contracts/flag-constraints.process.test.ts": "warns of a constraint on the field of earlier releases",
    },
  },
  { pattern: /\blooks what\b/i, instead: "checks whether" },
  { pattern: /\bis none of\b/i, instead: "must be one of, is not one of" },
  { pattern: /\bhas not the form\b|\bdoes not fit\b/i, instead: "does not match" },
  { pattern: /\banew\b/i, instead: "again" },
  { pattern: /\blies in\b/i, instead: "is in" },
  { pattern: /\bstands in (?!for\b)/i, instead: "is in; to stand in for something is fine" },
];

/** The places in `text` that use a replaced word, as "path:line: word → instead"; the path's own name counts as line 0. */
export function replacedWords(path: string, text: string): readonly string[] {
  const applying = REPLACED.filter(
    ({ pattern, allowed = {} }) => !Object.hasOwn(allowed, path) && pattern.test(`${path}\n${text}`),
  );
  return [path, ...text.split("\n")].flatMap((line, number) =>
    applying.flatMap(({ pattern, instead }) => {
      const [word] = pattern.exec(line) ?? [];
      return word === undefined ? [] : [`${path}:${number}: ${word.trim()} → ${instead}`];
    }),
  );
}
