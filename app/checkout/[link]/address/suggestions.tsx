import type { AddressCompletion } from "#lib/completion/address-completion.ts";
import { MAX_SUGGESTIONS } from "#lib/completion/address-completion.ts";
import type { CheckoutLink } from "#lib/ids.ts";
import { counted } from "#lib/wire/text-tables.ts";
import type { CheckoutTexts } from "../../texts/en.ts";

/**
 * The place of suggestions under the address's first line. It is empty, and nothing else is different, until
 * public/address/complete.js puts some in.
 */
export function Suggestions({
  link,
  completion,
  texts,
  locale,
}: {
  readonly link: CheckoutLink;
  readonly completion: AddressCompletion;
  readonly texts: CheckoutTexts["details"]["suggestions"];
  readonly locale: string;
}) {
  const words = {
    found: Array.from({ length: MAX_SUGGESTIONS }, (_, index) => counted(texts.found, index + 1, locale)),
    filled: texts.filled,
    failed: texts.failed,
  };
  return (
    <div
      id="address-completion"
      data-address={`/checkout/${link}/address`}
      data-words={JSON.stringify(words)}
      className="relative"
    >
      <div
        id="address-suggestions"
        data-keep
        hidden
        className="absolute inset-x-0 top-1 z-10 overflow-hidden rounded-control border border-control bg-surface [&_[aria-selected=true]]:bg-accent-soft [&_[role=option]]:min-h-11 [&_[role=option]]:cursor-pointer [&_[role=option]]:px-4 [&_[role=option]]:py-2.5"
      >
        <ul id="address-list" aria-label={texts.title} />
        <p className="border-t border-line px-4 py-2 text-caption text-muted">
          {completion.isSimulated ? texts.simulated : texts.by(completion.attribution)}
        </p>
      </div>
      <output id="address-says" data-keep className="visually-hidden" />
    </div>
  );
}
