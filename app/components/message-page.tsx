import type { ReactNode } from "react";
import { directionOf } from "#lib/wire/languages.ts";

/** A page that only says one thing, without anything that could fail: for what is not there and for what broke. */
export function MessagePage({
  title,
  locale,
  children,
}: {
  readonly title: string;
  /** What it is written in, where that may not be the document's own language. */
  readonly locale?: string;
  readonly children: ReactNode;
}) {
  return (
    <main
      lang={locale}
      dir={locale === undefined ? undefined : directionOf(locale)}
      className="mx-auto flex min-h-dvh max-w-lg flex-col justify-center gap-5 px-6 py-16"
    >
      <h1 className="text-heading">{title}</h1>
      <div className="flex flex-col items-start gap-5 text-muted">{children}</div>
    </main>
  );
}
