import { sentences } from "#lib/wire/text-tables.ts";
import type { Policy } from "../../components/policies.ts";
import { orderTexts } from "../texts/order-texts.ts";

/** How to come back to the order, and where the seller's policies answer what is still open. */
export function KeepAddress({
  policies,
  locale,
}: {
  readonly policies: Readonly<Record<Policy, string>>;
  readonly locale: string;
}) {
  const texts = orderTexts(locale);
  return (
    <p className="text-muted">
      {sentences(texts.locale, texts.keepAddress, "")}
      {texts.questions((policy, text) => (
        <a href={policies[policy]} className="link">
          {text}
        </a>
      ))}
    </p>
  );
}
