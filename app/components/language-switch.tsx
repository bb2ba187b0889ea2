import { LANGUAGE_NAMES, LANGUAGES, languageOf } from "#lib/wire/languages.ts";
import type { Chosen } from "#lib/wire/text-tables.ts";
import { LANGUAGE_PARAMETER } from "#lib/http/language-cookie.ts";
import type { ComponentTexts } from "./texts/en.ts";

/** Every language by its own name. Each link is the page itself with a choice, which proxy.ts keeps and takes out again. */
export function LanguageSwitch({ texts }: { readonly texts: Chosen<ComponentTexts> }) {
  const current = languageOf(texts.locale);
  return (
    <nav aria-label={texts.language} className="mx-auto max-w-5xl px-4 pb-5 text-caption text-muted sm:px-6">
      <ul className="foot-links flex flex-wrap gap-x-6 gap-y-1">
        {LANGUAGES.map((language) => (
          <li key={language}>
            <a
              href={`?${LANGUAGE_PARAMETER}=${language}`}
              lang={language}
              hrefLang={language}
              aria-current={language === current ? "true" : undefined}
            >
              {LANGUAGE_NAMES[language]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
