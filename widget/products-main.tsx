import { mount, type ViewProps } from "./mount.tsx";
import { CheckoutInPlace } from "./products/checkout-in-place.tsx";
import { useProducts } from "./products/use-products.ts";
import { useHeadingFocus } from "./views/heading-focus.ts";
import { ProductsView } from "./views/products/products-view.tsx";
import "./products/products.css";

function ProductsWidget({ host, look }: ViewProps) {
  const { products, actions } = useProducts(host);
  // The checkout says itself where the reading goes on.
  const place = products.phase === "checkout" ? null : "h1";
  useHeadingFocus(products.phase === "browsing" ? products.shelf.view : products.phase, place);
  if (products.phase !== "checkout")
    return <ProductsView phase={products} locale={look.locale} texts={look.words} actions={actions} />;
  return (
    <CheckoutInPlace
      host={host}
      structured={products.structured}
      locale={look.locale}
      texts={look.words}
      onBack={products.shelf === null ? null : actions.backToProducts}
    />
  );
}

mount(ProductsWidget);
