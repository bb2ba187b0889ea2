import type { ReactNode } from "react";
import { SECTION_WORDS, type SectionName } from "#lib/experiment/report/words.ts";

type Props = {
  readonly id: SectionName;
  readonly about?: ReactNode;
  readonly children: ReactNode;
};

const FRAME = "border-t border-line";

/** One subject of the report: its name, what it is about, and its figures. */
export function Section({ id, about, children }: Props) {
  return (
    <section id={id} aria-labelledby={`${id}-title`} className={`flex scroll-mt-16 flex-col gap-5 pt-8 ${FRAME}`}>
      <div className="flex flex-col gap-1.5">
        <h2 id={`${id}-title`} className="text-title">
          {SECTION_WORDS[id]}
        </h2>
        <About>{about}</About>
      </div>
      {children}
    </section>
  );
}

/**
 * A subject that the decision needs only where something is wrong with it: closed unless it is. The list of sections leads
 * to what is inside, and a browser opens what holds the place that it goes to. On paper all are open.
 */
export function FoldedSection({ id, about, isOpen = false, children }: Props & { readonly isOpen?: boolean }) {
  return (
    <section aria-labelledby={`${id}-title`} className={`-mt-5 pt-5 ${FRAME}`}>
      <details open={isOpen}>
        <summary className="w-fit cursor-pointer">
          <h2 id={`${id}-title`} className="inline text-title">
            {SECTION_WORDS[id]}
          </h2>
        </summary>
        <div id={id} className="flex scroll-mt-28 flex-col gap-5 pt-3 pb-5">
          <About>{about}</About>
          {children}
        </div>
      </details>
    </section>
  );
}

function About({ children }: { readonly children: ReactNode }) {
  return children === undefined ? null : <p className="max-w-[68ch] text-muted">{children}</p>;
}

/** Figures that few readers want, below a line that says what they are. */
export function More({
  summary,
  isOpen = false,
  children,
}: {
  readonly summary: ReactNode;
  readonly isOpen?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <details open={isOpen}>
      <summary className="link w-fit text-caption">{summary}</summary>
      <div className="pt-3">{children}</div>
    </details>
  );
}

/** A small remark below figures. */
export function Remark({ children }: { readonly children: ReactNode }) {
  return <p className="max-w-[72ch] text-caption text-muted">{children}</p>;
}
