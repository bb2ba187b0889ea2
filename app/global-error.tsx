"use client";

import { directionOf } from "#lib/wire/languages.ts";
import { MessagePage } from "./components/message-page.tsx";
import { browserLocale } from "./request/browser-locale.ts";
import { errorTexts } from "./texts/error-texts.ts";
import "./globals.css";

/** Replaces the layout itself, so it brings its own document. */
export default function GlobalError({ reset }: { readonly error: Error; readonly reset: () => void }) {
  const texts = errorTexts(browserLocale());
  return (
    <html lang={texts.locale} dir={directionOf(texts.locale)}>
      <body>
        <title>{texts.wrong}</title>
        <MessagePage title={texts.wrongOnOurSide}>
          <p>{texts.notChargedTwice}</p>
          <button type="button" className="button" onClick={reset}>
            {texts.reload}
          </button>
        </MessagePage>
      </body>
    </html>
  );
}
