import { PageFrame } from "./page-frame.tsx";
import { componentTexts } from "./texts/component-texts.ts";

/** The start page of a shop that takes real money. Shows nothing about the installation: no part of it is a buyer's business. */
export function LiveShop({ name, locale }: { readonly name: string; readonly locale: string }) {
  return (
    <PageFrame name={name} isTest={false} locale={locale}>
      <div className="flex max-w-prose flex-col gap-6">
        <h1 className="text-heading wrap-anywhere">{name}</h1>
        <p className="text-lead text-muted">{componentTexts(locale).buyInChat}</p>
      </div>
    </PageFrame>
  );
}
