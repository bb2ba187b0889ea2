import type { ComponentProps } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { WalletPlace } from "#app/checkout/[link]/wallet/wallet-place.tsx";
import { walletTexts } from "#app/checkout/texts/wallet/wallet-texts.ts";
import { checkoutLink } from "#lib/ids.ts";

/** The place of a checkout page's wallets, of the sandbox, as a page without scripts has it. */
export const walletHtml = (changes: Partial<ComponentProps<typeof WalletPlace>> = {}): string =>
  renderToStaticMarkup(
    <WalletPlace
      link={checkoutLink("co_1")}
      buttons={{ kind: "sandbox_wallet", parameters: {}, sources: { script: [], frame: [], connect: [] } }}
      asks="email"
      countries={null}
      mayCostLess={false}
      shown=""
      total="$1.00"
      seller="Kitchen"
      payer={null}
      policies={null}
      texts={walletTexts("en")}
      delivery="Delivery"
      {...changes}
    />,
  );

/** The same without what keeps a line from ending inside a word. */
export const unbrokenHtml = (html: string): string => html.replaceAll(/<\/?span[^>]*>/g, "");
