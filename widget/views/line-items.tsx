import { useState } from "react";
import { initialOf, pictureIn } from "#lib/catalog/picture.ts";
import { counted, numberText } from "#lib/wire/text-tables.ts";
import { filled } from "#lib/wire/widget/filled.ts";
import { amountText } from "./amounts.ts";
import { parcelMessages, webAddress, type Checkout } from "../purchase/read-checkout.ts";
import { useTexts } from "../texts/widget-texts.ts";
import { MessageList } from "./notices.tsx";
import { Quantity, type ItemsEdit } from "./steps/quantity.tsx";
import { Said } from "./said.tsx";
import { RetriedImage } from "./retried-image.tsx";

type Props = {
  readonly checkout: Checkout;
  readonly locale: string;
  /** Null where the items cannot be changed from here. */
  readonly edit?: ItemsEdit | null;
  /** Something is said below them that needs room. */
  readonly isCrowded?: boolean;
  /** More is said than leaves room for two. */
  readonly isBrief?: boolean;
};

/** One seller's lines after another's. */
const bySeller = ({ line_items: lines, parts }: Checkout): Checkout["line_items"] =>
  parts?.flatMap((part) => lines.filter(({ id }) => part.line_item_ids.includes(id))) ?? lines;

/** What is bought, a few lines at a time. */
export function LineItems({ checkout, locale, edit = null, isCrowded = false, isBrief = false }: Props) {
  const texts = useTexts();
  const lines = bySeller(checkout);
  // More of them would push the button off a phone; a seller's name takes a line of its own, and parcels take three.
  const usual = (checkout.parts === undefined && parcelMessages(checkout).length === 0 ? 3 : 2) - (isCrowded ? 1 : 0);
  const atOnce = isBrief ? 1 : usual;
  const [wanted, setFirst] = useState(0);
  const first = wanted < lines.length ? wanted : 0;
  const left = lines.length - first - atOnce;
  return (
    <div className="lines-box">
      <ul className={edit !== null && (isCrowded || lines.length > atOnce) ? "lines dense" : "lines"}>
        {lines.slice(first, first + atOnce).map((line) => (
          <Line
            key={line.id}
            line={line}
            index={checkout.line_items.indexOf(line)}
            checkout={checkout}
            locale={locale}
            edit={edit}
          />
        ))}
      </ul>
      {lines.length > atOnce && (
        <p className="pager">
          {first > 0 && (
            <button type="button" className="text-button" onClick={() => setFirst(Math.max(0, first - atOnce))}>
              {texts.previousItems}
            </button>
          )}
          {left > 0 && (
            <button type="button" className="text-button" onClick={() => setFirst(first + atOnce)}>
              {counted(texts.moreItems, left, texts.locale)}
            </button>
          )}
        </p>
      )}
    </div>
  );
}

type LineProps = {
  readonly line: Checkout["line_items"][number];
  readonly index: number;
  readonly checkout: Checkout;
  readonly locale: string;
  readonly edit: ItemsEdit | null;
};

function Line({ line, index, checkout, locale, edit }: LineProps) {
  const texts = useTexts();
  const { quantity } = line.item;
  const seller = checkout.parts?.find((part) => part.line_item_ids.includes(line.id))?.seller_name;
  const picture = webAddress(line.images[0]);
  const each = line.subtotal % quantity === 0 ? line.subtotal / quantity : null;
  return (
    <li className="line">
      <Picture key={picture} address={picture} name={line.name} />
      <div className="line-head">
        <div className="line-text">
          {/* In its own direction as a block, because a block is cut off at the end of its direction. */}
          <p className="line-name" dir="auto">
            {line.name}
          </p>
          {seller !== undefined && (
            <p className="quiet">
              <Said text={texts.soldBy} seller={seller} />
            </p>
          )}
          <MessageList messages={checkout.messages.filter(({ param }) => param === `$.line_items[${index}]`)} />
        </div>
        <p className="line-price">
          {line.discount > 0 && (
            <s className="quiet">
              <span className="unseen">{texts.regularPrice} </span>
              <bdi>{amountText(checkout, line.base_amount, locale)}</bdi>
            </s>
          )}
          <span>
            <span className="unseen">{texts.price} </span>
            <bdi>{amountText(checkout, line.subtotal, locale)}</bdi>
          </span>
        </p>
      </div>
      <div className="line-count">
        {edit !== null && <Quantity line={line} lines={checkout.line_items} edit={edit} />}
        {quantity > 1 && (
          <p className="quiet">
            {each === null ? (
              edit === null && filled(texts.quantity, { count: numberText(quantity, locale) })
            ) : (
              <bdi>
                {filled(texts.quantityAt, {
                  count: numberText(quantity, locale),
                  each: amountText(checkout, each, locale),
                })}
              </bdi>
            )}
          </p>
        )}
      </div>
    </li>
  );
}

/** The product's initial where it has no picture, or one that does not load. Its name is beside it, so it is not read out. */
function Picture({ address, name }: { address: string | null; name: string }) {
  const initial = <span aria-hidden="true">{initialOf(name)}</span>;
  return (
    <div className="picture">
      {address === null ? (
        initial
      ) : (
        <RetriedImage {...pictureIn("thumbnail", address, 64)} alt="" width={64} height={64} fallback={initial} />
      )}
    </div>
  );
}
