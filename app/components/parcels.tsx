import type { parcelsText } from "#lib/wire/products/parcels.ts";

/** What arrives when, where a delivery comes in several parcels. Text only, because it also stands inside a label. */
export function Parcels({ text }: { readonly text: NonNullable<ReturnType<typeof parcelsText>> }) {
  return (
    <span className="block text-caption text-muted">
      <span className="block">{text.heading}</span>
      {text.lines.map((line) => (
        <span key={line} className="block wrap-anywhere">
          {line}
        </span>
      ))}
    </span>
  );
}
