import { UNDEFINED_TEXTS, type UndefinedReason } from "#lib/experiment/answer.ts";

/** The same inside a table, on its own lines. */
export function ShortNoAnswer({ why }: { readonly why: UndefinedReason }) {
  return (
    <span className="inline-block min-w-40 whitespace-normal">
      <NoAnswer why={why} />
    </span>
  );
}

/** A figure that there is no answer for, with the reason; never 0 or a dash in its place. */
export function NoAnswer({ why }: { readonly why: UndefinedReason }) {
  return (
    <span className="text-muted">
      <span className="font-medium">No answer.</span> {UNDEFINED_TEXTS[why]}
    </span>
  );
}
