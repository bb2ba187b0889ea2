import type { parcelsText } from "#lib/wire/products/parcels.ts";

/** What arrives when, where that is not one day for all, or not known. Text only, because it also stands inside a label. */
export function Parcels({ text }: { readonly text: NonNullable<ReturnType<typeof parcelsText>> }) {
  return (
    <span className="block text-caption text-muted">
      {text.heading === null ? null : <span className="block">{text.heading}</span>}
      {text.lines.map((line) => (
        <span key={line} className="block wrap-anywhere">
          {line}
        </span>
      ))}
    </span>
  );
}
