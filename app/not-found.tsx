import type { Metadata } from "next";
import { runtime } from "#lib/runtime/runtime.ts";
import { brandMetadata, brandOf } from "./components/brand/brand.ts";
import { MessagePage } from "./components/message-page.tsx";
import { readerLocale } from "./request/reader-locale.ts";
import { errorTexts } from "./texts/error-texts.ts";

export async function generateMetadata(): Promise<Metadata> {
  const title = errorTexts(await readerLocale()).notFound;
  return { ...brandMetadata(title, brandOf(await runtime(), null)), robots: { index: false } };
}

/** The same for every address: what is not there, and what this browser may not see. Short, because Next sends it with every page. */
export default async function NotFound() {
  const texts = errorTexts(await readerLocale());
  return (
    <MessagePage title={texts.noSuchPage} locale={texts.locale}>
      <p>{texts.noSuchPageText}</p>
      <a href="/" className="link">
        {brandOf(await runtime(), null).name}
      </a>
    </MessagePage>
  );
}
