import type { ReactNode } from "react";
import { DEFAULT_LOCALE } from "#lib/wire/accept-language.ts";
import { Notice } from "../components/notice.tsx";
import { PageFrame } from "../components/page-frame.tsx";

/** What every page of the console has around it: where one is, and who may be here. */
export function ConsoleFrame({
  children,
  title,
  isOpenToAll,
  isTest,
}: {
  readonly children: ReactNode;
  /** Null on the console's first page. */
  readonly title: string | null;
  readonly isOpenToAll: boolean;
  readonly isTest: boolean;
}) {
  return (
    <PageFrame isTest={isTest} locale={DEFAULT_LOCALE} isEnglishOnly>
      <div className="flex flex-col gap-6">
        <div className="not-printed flex flex-wrap items-center justify-between gap-3 empty:hidden">
          {title === null ? null : (
            <nav aria-label="Where you are" className="text-caption text-muted">
              <ol className="flex flex-wrap gap-2">
                <li>
                  <ConsoleLink />
                </li>
                <li aria-current="page" className="before:mr-2 before:content-['/']">
                  {title}
                </li>
              </ol>
            </nav>
          )}
          {isOpenToAll ? null : (
            <form method="post" action="/console/sign-out" className="ms-auto">
              <button type="submit" className="link text-caption">
                Sign out
              </button>
            </form>
          )}
        </div>
        {isOpenToAll ? (
          <div className="not-printed">
            <Notice tone="warning" title="This console is open to everybody">
              Only simulated purchases are in it. Set CONSOLE_KEY to close it; with real payments it is closed anyway.
            </Notice>
          </div>
        ) : null}
        {children}
      </div>
    </PageFrame>
  );
}

function ConsoleLink() {
  return (
    <a href="/console" className="link">
      Console
    </a>
  );
}
