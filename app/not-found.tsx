import type { Metadata } from "next";
import { MessagePage } from "./components/message-page.tsx";
import { readerLocale } from "./request/reader-locale.ts";
import { errorTexts } from "./texts/error-texts.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: errorTexts(await readerLocale()).notFound, robots: { index: false } };
}

export default async function NotFound() {
  const texts = errorTexts(await readerLocale());
  return (
    <MessagePage title={texts.noSuchPage} locale={texts.locale}>
      <p>{texts.noSuchPageText}</p>
    </MessagePage>
  );
}
