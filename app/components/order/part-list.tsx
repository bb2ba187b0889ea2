import type { ComponentProps, ReactNode } from "react";
import type { Part } from "#lib/checkout/parts.ts";
import { ItemList } from "../item-list.tsx";
import { componentTexts } from "../texts/component-texts.ts";

/** What each seller of a purchase sells, under their names. `after`: what else there is to say of a part. */
export function PartList<Own extends Part>({
  parts,
  after,
  locale,
  ...list
}: Omit<ComponentProps<typeof ItemList>, "sold"> & {
  readonly parts: readonly Own[];
  readonly after?: (part: Own) => ReactNode;
}) {
  const texts = componentTexts(locale);
  return (
    <ul className="flex flex-col gap-6">
      {parts.map((part) => (
        <li key={part.sellerId} className="flex flex-col gap-3">
          <p className="text-caption font-medium text-muted wrap-anywhere">{texts.soldBy(part.sellerName)}</p>
          <ItemList {...list} sold={part} locale={locale} />
          {after?.(part)}
        </li>
      ))}
    </ul>
  );
}
