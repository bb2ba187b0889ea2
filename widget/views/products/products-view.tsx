import type { ReactNode } from "react";
import { unreachable } from "#lib/invariant.ts";
import { directionOf } from "#lib/wire/languages.ts";
import { counted } from "#lib/wire/text-tables.ts";
import type { Browsing, Notice, ProductsPhase } from "../../products/products-phase.ts";
import type { ProductsActions } from "../../products/use-products.ts";
import { NO_HOST } from "../../texts/no-host.ts";
import { Texts, useTexts, type Words } from "../../texts/widget-texts.ts";
import { StatusView } from "../status-view.tsx";
import { Carousel } from "./carousel.tsx";
import { ProductPage } from "./product-page.tsx";

type Shown = Exclude<ProductsPhase, { phase: "checkout" }>;
type Props = {
  readonly phase: Shown;
  readonly locale: string;
  readonly texts: Words;
  readonly actions: ProductsActions;
};

/** The products in any phase but the checkout. Draws what it is given. */
export function ProductsView(props: Props) {
  const { phase, locale, texts } = props;
  const direction = directionOf(phase.phase === "waiting" ? locale : texts.locale);
  return (
    <Texts.Provider value={texts}>
      <main className="card products" lang={texts.locale} dir={direction}>
        {contentOf(props)}
        <output className="unseen">{announcement(props.phase, texts)}</output>
      </main>
    </Texts.Provider>
  );
}

function contentOf({ phase, locale, texts: { products: words }, actions }: Props): ReactNode {
  switch (phase.phase) {
    case "waiting":
      return <Waiting title={words.loading} />;
    case "no_host":
      return <StatusView {...NO_HOST.products} />;
    case "unreadable":
      return <StatusView title={words.unreadableTitle} text={words.unreadableText} />;
    case "browsing":
      return <Shop browsing={phase} locale={locale} actions={actions} />;
    default:
      return unreachable(phase);
  }
}

function Shop({ browsing, locale, actions }: { browsing: Browsing } & Omit<Props, "phase" | "texts">) {
  const texts = useTexts();
  const { products: words } = texts;
  const { shelf, notice } = browsing;
  if (shelf.view === "list" && shelf.list.cards.length === 0)
    return <StatusView title={words.noneTitle} text={words.noneText} />;
  return (
    <>
      {shelf.view === "list" ? (
        <>
          <h1 tabIndex={-1}>{counted(words.found, shelf.list.cards.length, texts.locale)}</h1>
          <Carousel list={shelf.list} browsing={browsing} locale={locale} actions={actions} />
        </>
      ) : (
        <ProductPage shelf={shelf} browsing={browsing} locale={locale} actions={actions} />
      )}
      {notice !== null && (
        <p className="notice" dir="auto">
          {noticeText(notice, texts)}
        </p>
      )}
    </>
  );
}

/** In the place of the products, about as high. */
function Waiting({ title }: { readonly title: string }) {
  return (
    <div aria-busy="true">
      <h1 className="unseen" tabIndex={-1}>
        {title}
      </h1>
      <div className="bone short" aria-hidden="true" />
      <div className="shelf" aria-hidden="true">
        <div className="bone item" />
        <div className="bone item" />
        <div className="bone item" />
      </div>
    </div>
  );
}

const noticeText = (notice: Notice, { products, said }: Words): string =>
  notice.kind === "server_text" ? said(notice.text) : products.noAnswer;

/** What a screen reader says when the view changes. Empty where nothing happened that the buyer did not do. */
function announcement(phase: Shown, texts: Words): string {
  const { products: words } = texts;
  switch (phase.phase) {
    case "browsing":
      if (phase.task !== null) return phase.task.kind === "opening" ? words.opening : words.ordering;
      return phase.notice === null ? "" : noticeText(phase.notice, texts);
    case "waiting":
      return words.loading;
    case "no_host":
      return NO_HOST.products.title;
    case "unreadable":
      return words.unreadableTitle;
  }
}
