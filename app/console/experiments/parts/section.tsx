import type { ReactNode } from "react";

/** One subject of the report: its name, what it is about, and its figures. */
export function Section({
  id,
  title,
  about,
  children,
}: {
  readonly id: string;
  readonly title: string;
  readonly about?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <section id={id} aria-labelledby={`${id}-title`} className="flex flex-col gap-5 border-t border-line pt-8">
      <div className="flex flex-col gap-1.5">
        <h2 id={`${id}-title`} className="text-title">
          {title}
        </h2>
        {about === undefined ? null : <p className="max-w-[68ch] text-muted">{about}</p>}
      </div>
      {children}
    </section>
  );
}

/** A small remark below figures. */
export function Remark({ children }: { readonly children: ReactNode }) {
  return <p className="max-w-[72ch] text-caption text-muted">{children}</p>;
}
