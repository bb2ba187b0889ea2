import type { ReactNode } from "react";
import { unreachable } from "#lib/invariant.ts";
import type { Browsing, Notice, ProductsPhase } from "../../products/products-phase.ts";
import type { ProductsActions } from "../../products/use-products.ts";
import type { WidgetTexts } from "../../texts/en.ts";
import { Texts, widgetTexts } from "../../texts/widget-texts.ts";
import { StatusView } from "../status-view.tsx";
import { Carousel } from "./carousel.tsx";
import { ProductPage } from "./product-page.tsx";

type Shown = Exclude<ProductsPhase, { phase: "checkout" }>;
type Props = { readonly phase: Shown; readonly locale: string; readonly actions: ProductsActions };

/** The products in any phase but the checkout. Draws what it is given. */
export function ProductsView(props: Props) {
  const texts = widgetTexts(props.locale);
  return (
    <Texts.Provider value={texts}>
      <main className="card products" lang={texts.locale}>
        {contentOf(props, texts)}
        <output className="unseen">{announcement(props.phase, texts)}</output>
      </main>
    </Texts.Provider>
  );
}

function contentOf({ phase, locale, actions }: Props, { products: words }: WidgetTexts): ReactNode {
  switch (phase.phase) {
    case "waiting":
      return <Waiting title={words.loading} />;
    case "no_host":
      return <StatusView title={words.noHostTitle} text={words.noHostText} />;
    case "unreadable":
      return <StatusView title={words.unreadableTitle} text={words.unreadableText} />;
    case "browsing":
      return <Shop browsing={phase} locale={locale} actions={actions} />;
    default:
      return unreachable(phase);
  }
}

function Shop({ browsing, locale, actions }: { browsing: Browsing } & Omit<Props, "phase">) {
  const { products: words } = widgetTexts(locale);
  const { shelf, notice } = browsing;
  if (shelf.view === "list" && shelf.list.cards.length === 0)
    return <StatusView title={words.noneTitle} text={words.noneText} />;
  return (
    <>
      {shelf.view === "list" ? (
        <>
          <h1 tabIndex={-1}>{words.found(shelf.list.cards.length)}</h1>
          <Carousel list={shelf.list} browsing={browsing} locale={locale} actions={actions} />
        </>
      ) : (
        <ProductPage shelf={shelf} browsing={browsing} locale={locale} actions={actions} />
      )}
      {notice !== null && <p className="notice">{noticeText(notice, words)}</p>}
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
      <div className="shelf" aria-hidden="true">
        <div className="bone item" />
        <div className="bone item" />
        <div className="bone item" />
      </div>
    </div>
  );
}

const noticeText = (notice: Notice, { noAnswer }: WidgetTexts["products"]): string =>
  notice.kind === "server_text" ? notice.text : noAnswer;

/** What a screen reader says when the view changes. Empty where nothing happened that the buyer did not do. */
function announcement(phase: Shown, { products: words }: WidgetTexts): string {
  switch (phase.phase) {
    case "browsing":
      if (phase.task !== null) return phase.task.kind === "opening" ? words.opening : words.ordering;
      return phase.notice === null ? "" : noticeText(phase.notice, words);
    case "waiting":
      return words.loading;
    case "no_host":
      return words.noHostTitle;
    case "unreadable":
      return words.unreadableTitle;
  }
}
