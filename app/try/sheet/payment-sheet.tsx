import { useEffect, useState, type FormEvent } from "react";
import { formatMoney, isCurrency, money } from "#lib/money.ts";
import type { SheetSession } from "../host/payload-check.ts";
import { Unbroken } from "../../components/unbroken.tsx";
import { useModal } from "../host/use-modal.ts";
import { TEST_CARDS, type TestCard } from "./test-cards.ts";
import type { OpenSheet, SheetBuyer } from "./use-sheet.ts";

type SheetProps = {
  readonly sheet: OpenSheet;
  readonly locale: string;
  readonly onPay: (card: TestCard, buyer: SheetBuyer) => void;
  readonly onCancel: () => void;
};

const BUYER: SheetBuyer = { name: "Ada Lovelace", email: "ada@example.com", phone_number: "+12125550123" };

/** The host's payment sheet, with cards that only the sandbox bank knows. Escape is the same as Cancel. */
export function PaymentSheet({ sheet, locale, onPay, onCancel }: SheetProps) {
  const dialog = useModal();
  const [card, setCard] = useState<TestCard>(TEST_CARDS[0].token);
  const [email, setEmail] = useState(BUYER.email);
  const { session, isPaying } = sheet;
  // Else the e-mail field has the focus, and a phone's keyboard covers what is to be paid.
  useEffect(() => dialog.current?.focus(), [dialog]);
  const pay = (event: FormEvent) => {
    event.preventDefault();
    const address = session.fulfillment_address;
    onPay(card, { ...BUYER, ...(address === undefined ? {} : { name: address.name }), email: email.trim() });
  };
  return (
    <dialog
      ref={dialog}
      tabIndex={-1}
      aria-labelledby="sheet-title"
      onCancel={(event) => {
        event.preventDefault();
        onCancel();
      }}
    >
      <form onSubmit={pay} className="flex flex-col gap-4 px-5 pt-5">
        <div>
          <h2 id="sheet-title" className="text-title">
            Pay with the stand-in’s sheet
          </h2>
          <p className="text-caption text-muted">Simulated: the sandbox bank answers, and no money moves.</p>
        </div>
        <Amounts session={session} locale={locale} />
        <Email value={email} isDisabled={isPaying} onType={setEmail} />
        <Cards chosen={card} isDisabled={isPaying} onChoose={setCard} />
        <Foot sheet={sheet} locale={locale} onCancel={onCancel} />
      </form>
    </dialog>
  );
}

type EmailProps = { readonly value: string; readonly isDisabled: boolean; readonly onType: (email: string) => void };

function Email({ value, isDisabled, onType }: EmailProps) {
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor="sheet-email" className="text-caption font-medium">
        <Unbroken>E-mail for the receipt</Unbroken>
      </label>
      <input
        id="sheet-email"
        className="input min-h-11"
        type="email"
        autoComplete="off"
        required
        value={value}
        disabled={isDisabled}
        onChange={(event) => onType(event.target.value)}
      />
    </div>
  );
}

/** Stays in sight while the rest scrolls: what went wrong, the amount, and the way out. */
function Foot({ sheet, locale, onCancel }: Pick<SheetProps, "sheet" | "locale" | "onCancel">) {
  const { session, note, isPaying } = sheet;
  const total = session.totals.find((row) => row.type === "total")?.amount ?? 0;
  return (
    <div className="sticky bottom-0 flex flex-col gap-2 border-t border-line bg-surface py-4">
      <div role="alert" className="empty:hidden">
        {note === null ? null : (
          <div
            className={`flex flex-col items-start gap-1 rounded-control px-4 py-3 ${note.confirmAt === null ? "bg-danger-soft text-danger" : "bg-sunken text-ink"}`}
          >
            <p>{note.text}</p>
            {note.confirmAt === null ? null : (
              <>
                <p className="text-caption text-muted">When you have confirmed it, this goes on by itself.</p>
                <a className="link" href={note.confirmAt} target="_blank" rel="noopener">
                  Confirm at the sandbox bank
                </a>
              </>
            )}
          </div>
        )}
      </div>
      <div className="flex gap-2">
        <button type="button" className="button button-quiet" disabled={isPaying} onClick={onCancel}>
          Cancel
        </button>
        <button type="submit" className="button grow" disabled={isPaying}>
          {isPaying ? "One moment …" : `Pay ${amountText(total, session.currency, locale)}`}
        </button>
      </div>
    </div>
  );
}

/** A subtotal that is what the items cost says nothing. */
function shownRows(rows: SheetSession["totals"]): SheetSession["totals"] {
  const items = rows.find(({ type }) => type === "items_base_amount")?.amount;
  return rows.filter(({ type, amount }) => type !== "subtotal" || amount !== items);
}

function Amounts({ session, locale }: { readonly session: SheetSession; readonly locale: string }) {
  const { fulfillment_address: address } = session;
  const option = session.fulfillment_options.find((one) => one.id === session.fulfillment_option_id);
  const amount = (minor: number) => amountText(minor, session.currency, locale);
  return (
    <div className="flex flex-col gap-3 rounded-control bg-sunken p-4 text-caption">
      <ul className="flex flex-col gap-1">
        {session.line_items.map((line) => (
          <li key={line.id} className="flex justify-between gap-4">
            <span className="min-w-0 wrap-anywhere">
              {line.item.quantity} × {line.name ?? line.item.id}
            </span>
            <span className="shrink-0 tabular-nums">{amount(line.subtotal)}</span>
          </li>
        ))}
      </ul>
      <dl className="flex flex-col gap-1 border-t border-line pt-3">
        {shownRows(session.totals).map((row, index) => (
          <div
            key={`${row.type} ${index}`}
            className={`flex justify-between gap-4 ${row.type === "total" ? "text-body font-semibold" : "text-muted"}`}
          >
            <dt>{row.display_text}</dt>
            <dd className="tabular-nums">
              {row.type === "discount" || row.type === "items_discount" ? "−" : ""}
              {amount(row.amount)}
            </dd>
          </div>
        ))}
      </dl>
      {address === undefined ? null : (
        <p className="border-t border-line pt-3 text-muted wrap-anywhere">
          To{" "}
          {[
            address.name,
            address.line_one,
            address.line_two,
            address.city,
            address.state,
            address.postal_code,
            address.country,
          ]
            .filter(Boolean)
            .join(", ")}
          {option === undefined ? "" : ` · ${option.title}`}
        </p>
      )}
    </div>
  );
}

type CardsProps = {
  readonly chosen: TestCard;
  readonly isDisabled: boolean;
  readonly onChoose: (card: TestCard) => void;
};

function Cards({ chosen, isDisabled, onChoose }: CardsProps) {
  return (
    <fieldset className="flex flex-col gap-1" disabled={isDisabled}>
      <legend className="mb-1 text-caption font-medium">Test card</legend>
      {TEST_CARDS.map((card) => (
        <div key={card.token} className="flex items-start gap-3 rounded-control px-2 py-1.5 has-checked:bg-sunken">
          <input
            type="radio"
            id={card.token}
            name="card"
            className="mt-1 size-4 shrink-0 accent-(--accent)"
            checked={chosen === card.token}
            aria-describedby={`${card.token}-note`}
            onChange={() => onChoose(card.token)}
          />
          <div className="min-w-0 grow">
            <label htmlFor={card.token} className="block">
              {card.label}
            </label>
            <span id={`${card.token}-note`} className="block text-caption text-muted">
              {card.note}
            </span>
          </div>
        </div>
      ))}
    </fieldset>
  );
}

const amountText = (minor: number, currency: string, locale: string): string => {
  const code = currency.toUpperCase();
  return isCurrency(code) ? formatMoney(money(minor, code), locale) : `${minor} ${code}`;
};
