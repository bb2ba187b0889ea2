import { useLayoutEffect, useRef, useState } from "react";
import type { Checkout } from "../purchase/read-checkout.ts";
import { useTexts } from "../texts/widget-texts.ts";
import { WebLink } from "./web-link.tsx";

type Props = {
  readonly checkout: Checkout;
  readonly onOpen: (url: string) => boolean;
  /** Null where the order cannot be canceled from here. */
  readonly onCancel: (() => void) | null;
  readonly isCanceling?: boolean;
};

/** The legal links, and the quiet way out. */
export function OrderFoot({ checkout, onOpen, onCancel, isCanceling = false }: Props) {
  const texts = useTexts();
  return (
    <footer className="foot">
      {checkout.parts === undefined ? (
        <Links links={checkout.links} onOpen={onOpen} />
      ) : (
        <details>
          <summary>{texts.policiesAndHelp}</summary>
          <div className="sellers">
            {linksBySeller(checkout.links, checkout.parts).map(({ seller, links }) => (
              <div key={seller}>
                <bdi>{seller}</bdi>
                <Links links={links} onOpen={onOpen} />
              </div>
            ))}
          </div>
        </details>
      )}
      {onCancel !== null && <CancelOrder onCancel={onCancel} isCanceling={isCanceling} />}
    </footer>
  );
}

function Links({ links, onOpen }: { readonly links: Checkout["links"] } & Pick<Props, "onOpen">) {
  const texts = useTexts();
  return (
    <ul className="links">
      {links.map((link) => (
        <li key={link.type}>
          <WebLink href={link.url} onOpen={onOpen}>
            {texts.links[link.type]}
          </WebLink>
        </li>
      ))}
    </ul>
  );
}

/** One seller's after another's; answers of earlier releases had as many of each, and do not say how many. */
function linksBySeller(links: Checkout["links"], parts: NonNullable<Checkout["parts"]>) {
  let end = 0;
  return parts.map(({ seller_name: seller, link_count: own = links.length / parts.length }) => ({
    seller,
    links: links.slice(end, (end += own)),
  }));
}

function CancelOrder({ onCancel, isCanceling }: { onCancel: () => void; isCanceling: boolean }) {
  const texts = useTexts();
  const [isSure, setIsSure] = useState(false);
  const wasPressed = useRef(false);
  const next = useRef<HTMLButtonElement>(null);
  // The button that was pressed is gone: the focus goes to the question, at the answer that loses nothing, and back.
  useLayoutEffect(() => {
    if (wasPressed.current) next.current?.focus({ preventScroll: true });
  }, [isSure]);
  const ask = (isAsked: boolean) => {
    wasPressed.current = true;
    setIsSure(isAsked);
  };
  if (isCanceling) return <p className="quiet">{texts.canceling}</p>;
  if (!isSure)
    return (
      <button ref={next} type="button" className="text-button" onClick={() => ask(true)}>
        {texts.cancelOrder}
      </button>
    );
  return (
    <fieldset className="cancel">
      <legend>{texts.cancelQuestion}</legend>
      <button
        type="button"
        className="text-button danger"
        onClick={() => {
          ask(false);
          onCancel();
        }}
      >
        {texts.cancelYes}
      </button>
      <button ref={next} type="button" className="text-button" onClick={() => ask(false)}>
        {texts.cancelNo}
      </button>
    </fieldset>
  );
}
