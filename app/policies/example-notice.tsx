import { languageOf } from "#lib/wire/languages.ts";
import { sentences } from "#lib/wire/text-tables.ts";
import { Notice } from "../components/notice.tsx";
import { policyWords } from "./words/policy-words.ts";

/** That a policy is an example for a seller to replace and, where it is not in the reader's language, what it is written in. */
export function ExampleNotice({ language, locale }: { readonly language: string; readonly locale: string }) {
  const words = policyWords(locale);
  const isOwn = languageOf(locale) === languageOf(language);
  return (
    <Notice tone="warning" title={words.exampleTitle}>
      {sentences(words.locale, words.exampleText, ...(isOwn ? [] : [words.isEnglish]))}
    </Notice>
  );
}
