import { directionOf } from "#lib/wire/languages.ts";
import type { ReactNode } from "react";
import { bankTexts } from "./texts/bank-texts.ts";
import "./bank.css";

/** The sandbox bank's house. It says on every page, and first, that it is a simulation. */
export function BankFrame({ children, locale }: { readonly children: ReactNode; readonly locale: string }) {
  const texts = bankTexts(locale);
  return (
    <div lang={texts.locale} dir={directionOf(texts.locale)} className="sandbox-bank flex min-h-dvh flex-col">
      <header>
        <p className="bg-warning-soft px-4 py-2.5 text-center text-caption font-semibold text-warning">
          {texts.simulated}
        </p>
        <div className="bank-head">
          <div className="mx-auto flex h-16 max-w-xl items-center gap-3 px-4">
            <svg viewBox="0 0 24 24" width="26" height="26" aria-hidden="true" fill="currentColor">
              <path d="M12 2 2.5 7.200v1.800h19V7.200L12 2ZM4.5 10.5h2.600v7.200H4.5v-7.200Zm6.2 0h2.600v7.200h-2.600v-7.200Zm6.2 0h2.600v7.200h-2.600v-7.200ZM2.5 19.200h19v2.300h-19v-2.300Z" />
            </svg>
            <span className="font-semibold tracking-wide">{texts.name}</span>
          </div>
        </div>
      </header>
      <main className="mx-auto w-full max-w-xl grow px-4 py-8 sm:py-12">{children}</main>
    </div>
  );
}
