import { PageFrame } from "./page-frame.tsx";
import { componentTexts } from "./texts/component-texts.ts";

/** The start page for buyers. Shows nothing about the installation: no part of it is a buyer's business. */
export function ShopPage({
  name,
  isTest,
  locale,
}: {
  readonly name: string;
  readonly isTest: boolean;
  readonly locale: string;
}) {
  return (
    <PageFrame name={name} isTest={isTest} locale={locale}>
      <div className="flex max-w-prose flex-col gap-6">
        <h1 className="text-heading wrap-anywhere">{name}</h1>
        <p className="text-lead text-muted">{componentTexts(locale).buyInChat}</p>
      </div>
    </PageFrame>
  );
}
