/** A policy in a seller's own words: plain text, in paragraphs. */
export function OwnPolicy({
  title,
  text,
  language,
  seller,
}: {
  readonly title: string;
  readonly text: string;
  /** Of the text, where the seller says one. */
  readonly language: string | null;
  /** Null where nobody says who it is. */
  readonly seller: string | null;
}) {
  return (
    <div className="mx-auto max-w-2xl">
      <h1 className="mb-2 text-heading">{title}</h1>
      {seller === null ? null : <p className="mb-6 text-muted wrap-anywhere">{seller}</p>}
      <div className="prose" dir="auto" {...(language === null ? {} : { lang: language })}>
        {text.split(/\n\s*\n/).map((paragraph, index) => (
          <p key={index} className="whitespace-pre-line wrap-anywhere">
            {paragraph}
          </p>
        ))}
      </div>
    </div>
  );
}
