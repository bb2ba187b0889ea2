import type { Brand } from "./brand/brand.ts";
import { BrandColours } from "./brand/brand-colours.tsx";
import { BrandMark } from "./brand/brand-mark.tsx";
import { POLICIES } from "./policies.ts";
import type { ReactNode } from "react";
import { directionOf } from "#lib/wire/languages.ts";
import { LanguageSwitch } from "./language-switch.tsx";
import { componentTexts } from "./texts/component-texts.ts";

const PRODUCT = "Tillswitch";

export type FrameProps = {
  readonly children: ReactNode;
  /** Whose page it is; without one it is the product's own. */
  readonly brand?: Brand;
  /** In the place of a brand, a name alone. */
  readonly name?: string;
  /** False where a link away would lead out of a purchase. */
  readonly linksHome?: boolean;
  readonly isTest: boolean;
  /** The reader's. */
  readonly locale: string;
  /** The page is for operators or developers. */
  readonly isEnglishOnly?: boolean;
};

/** What every page of the shop has around it: whose it is, that it is a test while it is one, and the policies. */
export function PageFrame({
  children,
  brand,
  name,
  linksHome = true,
  isTest,
  locale,
  isEnglishOnly = false,
}: FrameProps) {
  const texts = componentTexts(locale);
  const mark =
    brand !== undefined ? (
      <BrandMark {...brand} />
    ) : name !== undefined ? (
      <BrandMark name={name} logo={null} />
    ) : (
      <ProductMark />
    );
  return (
    <div lang={texts.locale} dir={directionOf(texts.locale)} className="flex min-h-dvh flex-col">
      {brand === undefined ? null : <BrandColours {...brand} />}
      <a href="#content" className="button skip">
        {texts.skip}
      </a>
      <header className="not-printed border-b border-line bg-surface">
        <div className="page-head px-4 sm:px-6">
          {linksHome ? (
            <a href="/" className="min-w-0 rounded-control">
              {mark}
            </a>
          ) : (
            mark
          )}
          {isTest ? <span className="test-mark">{texts.test}</span> : null}
        </div>
      </header>
      <main id="content" className="mx-auto w-full max-w-5xl grow px-4 py-8 sm:px-6 sm:py-12">
        {children}
      </main>
      <footer className="not-printed border-t border-line">
        <nav
          aria-label={texts.policies}
          className="foot-links mx-auto flex max-w-5xl flex-wrap gap-x-6 gap-y-1 px-4 py-5 text-caption text-muted sm:px-6"
        >
          {POLICIES.map((policy) => (
            <a key={policy} href={brand?.policies[policy] ?? `/policies/${policy}`}>
              {texts.policy[policy]}
            </a>
          ))}
        </nav>
        {isEnglishOnly ? null : <LanguageSwitch texts={texts} />}
      </footer>
    </div>
  );
}

function ProductMark() {
  return (
    <span className="flex min-w-0 items-center gap-2.5">
      <img src="/icon.svg" alt="" width={28} height={28} className="shrink-0" />
      <span className="truncate font-semibold tracking-tight">{PRODUCT}</span>
    </span>
  );
}
