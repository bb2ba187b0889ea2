import type { Metadata } from "next";
import { MAX_SELLER_ID, sellerId } from "#lib/ids.ts";
import { shownSeller } from "#lib/operator/sellers/field-problems.ts";
import { SELLER_STATES, type SellerState } from "#lib/sellers/seller.ts";
import { askedInAddress, textIn, type AddressQuery } from "../asked.ts";
import { ConsoleFrame } from "../console-frame.tsx";
import { enterConsole } from "../sign-in/access.ts";
import { SellerList, STATE_WORDS } from "./seller-list.tsx";

export const dynamic = "force-dynamic";
export const metadata: Metadata = { title: "Sellers", robots: { index: false, follow: false } };

const PAGE = 50;

type Props = { readonly searchParams: Promise<AddressQuery> };

/** Sellers by their ids, a page at a time, and the way to some of them by name, id and state. */
export default async function SellersPage({ searchParams }: Props) {
  const { opened, isOpenToAll } = await enterConsole();
  const { config, operator } = opened;
  const asked = askedInAddress(await searchParams);
  const text = textIn(asked, "search", MAX_SELLER_ID);
  const state = stateIn(textIn(asked, "state"));
  const after = textIn(asked, "after", MAX_SELLER_ID);
  const query = { text: text === "" ? null : text, state, sellers: null, limit: PAGE + 1 };
  const found = await operator.sellerPage({ ...query, after: after === "" ? null : sellerId(after) });
  const page = found.slice(0, PAGE);
  const names = await operator.sellerNames(page.map(({ id }) => id));
  const next = new URLSearchParams({
    ...(text === "" ? {} : { search: text }),
    ...(state === null ? {} : { state }),
    after: page.at(-1)?.id ?? "",
  });
  return (
    <ConsoleFrame title="Sellers" isOpenToAll={isOpenToAll} isTest={config.payment.mode === "test"}>
      <h1 className="text-heading">Sellers</h1>
      <form action="/console/sellers" className="filters">
        <label>
          Name or id begins with
          <input
            name="search"
            className="input"
            defaultValue={text}
            maxLength={MAX_SELLER_ID}
            autoComplete="off"
            spellCheck={false}
          />
        </label>
        <label>
          State
          <select name="state" className="input" defaultValue={state ?? ""}>
            <option value="">Any</option>
            {SELLER_STATES.map((one) => (
              <option key={one} value={one}>
                {STATE_WORDS[one]}
              </option>
            ))}
          </select>
        </label>
        <button type="submit" className="button button-quiet">
          Show
        </button>
      </form>
      <SellerList sellers={page.map((seller) => shownSeller(operator, seller))} names={names} />
      {found.length > page.length ? (
        <a className="link self-start" href={`/console/sellers?${next.toString()}`}>
          More sellers
        </a>
      ) : null}
      <p className="text-caption text-muted">
        Everything that is said of a seller, and how to change it: <code className="font-mono">npm run sellers</code>
      </p>
    </ConsoleFrame>
  );
}

const stateIn = (text: string): SellerState | null => SELLER_STATES.find((one) => one === text) ?? null;
