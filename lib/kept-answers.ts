/**
 * A pure function of one text that remembers what it answered: parsing the same host or locale again at every call costs
 * more than the call's own protocol. Callers choose the texts, so at most `max` are kept; then all are forgotten.
 */
export function keptAnswers<Answer>(max: number, answer: (text: string) => Answer): (text: string) => Answer {
  const known = new Map<string, Answer>();
  return (text) => {
    const kept = known.get(text);
    if (kept !== undefined) return kept;
    const made = answer(text);
    if (known.size >= max) known.clear();
    if (text.length <= MAX_LENGTH) known.set(text, made);
    return made;
  };
}

const MAX_LENGTH = 300;

export type KeptUntil<Answer> = {
  /** Null: nothing is kept that counts at `time`. */
  at(key: string, time: number): Answer | null;
  keep(key: string, answer: Answer, until: number): void;
};

/** What somebody else answered, each until it counts no more; of more than `max` the oldest go. Times in milliseconds since 1970. */
export function keptUntil<Answer>(max: number): KeptUntil<Answer> {
  const kept = new Map<string, { readonly answer: Answer; readonly until: number }>();
  return {
    at(key, time) {
      const known = kept.get(key);
      if (known !== undefined && known.until > time) return known.answer;
      kept.delete(key);
      return null;
    },
    keep(key, answer, until) {
      kept.delete(key);
      for (const oldest of kept.set(key, { answer, until }).keys()) {
        if (kept.size <= max) break;
        kept.delete(oldest);
      }
    },
  };
}
