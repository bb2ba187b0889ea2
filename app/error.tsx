"use client";

import { sentences } from "#lib/wire/text-tables.ts";
import { MessagePage } from "./components/message-page.tsx";
import { browserLocale } from "./request/browser-locale.ts";
import { errorTexts } from "./texts/error-texts.ts";

export default function PageError({ reset }: { readonly error: Error; readonly reset: () => void }) {
  const texts = errorTexts(browserLocale());
  return (
    <MessagePage title={texts.wrongOnOurSide} locale={texts.locale}>
      <p>{sentences(texts.locale, texts.notChargedTwice, texts.ifYouWerePaying)}</p>
      <button type="button" className="button" onClick={reset}>
        {texts.reload}
      </button>
    </MessagePage>
  );
}
