import { initialOf, pictureIn } from "#lib/catalog/picture.ts";
import { amountText } from "./amounts.ts";
import { webAddress, type Checkout } from "../purchase/read-checkout.ts";
import { useTexts } from "../texts/widget-texts.ts";
import { MessageList } from "./notices.tsx";
import { RetriedImage } from "./retried-image.tsx";

export function LineItems({ checkout, locale }: { checkout: Checkout; locale: string }) {
  const texts = useTexts();
  return (
    <ul className="lines">
      {checkout.line_items.map((line, index) => {
        const picture = webAddress(line.images[0]);
        return (
          <li key={line.id} className="line">
            <Picture key={picture} address={picture} name={line.name} />
            <div className="line-text">
              <p className="line-name">
                <bdi>{line.name}</bdi>
              </p>
              <p className="quiet">{texts.quantity(line.item.quantity)}</p>
              <MessageList messages={checkout.messages.filter(({ param }) => param === `$.line_items[${index}]`)} />
            </div>
            <p className="line-price">
              {line.discount > 0 && (
                <s className="quiet">
                  <span className="unseen">{texts.regularPrice} </span>
                  {amountText(checkout, line.base_amount, locale)}
                </s>
              )}
              <span>
                <span className="unseen">{texts.price} </span>
                {amountText(checkout, line.subtotal, locale)}
              </span>
            </p>
          </li>
        );
      })}
    </ul>
  );
}

/** The product's initial where it has no picture, or one that does not load. */
function Picture({ address, name }: { address: string | null; name: string }) {
  const initial = <span aria-hidden="true">{initialOf(name)}</span>;
  return (
    <div className="picture">
      {address === null ? (
        initial
      ) : (
        <RetriedImage {...pictureIn("thumbnail", address, 64)} alt={name} width={64} height={64} fallback={initial} />
      )}
    </div>
  );
}
