import { useState } from "react";
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
      <ul className="links">
        {checkout.links.map((link) => (
          <li key={link.type}>
            <WebLink href={link.url} onOpen={onOpen}>
              {texts.links[link.type]}
            </WebLink>
          </li>
        ))}
      </ul>
      {onCancel !== null && <CancelOrder onCancel={onCancel} isCanceling={isCanceling} />}
    </footer>
  );
}

function CancelOrder({ onCancel, isCanceling }: { onCancel: () => void; isCanceling: boolean }) {
  const texts = useTexts();
  const [isSure, setIsSure] = useState(false);
  if (isCanceling) return <p className="quiet">{texts.canceling}</p>;
  if (!isSure)
    return (
      <button type="button" className="text-button" onClick={() => setIsSure(true)}>
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
          setIsSure(false);
          onCancel();
        }}
      >
        {texts.cancelYes}
      </button>
      <button type="button" className="text-button" onClick={() => setIsSure(false)}>
        {texts.cancelNo}
      </button>
    </fieldset>
  );
}
