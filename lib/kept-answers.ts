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
