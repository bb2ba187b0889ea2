import type { SellerId } from "../ids.ts";
import type { GoodsRule } from "./goods.ts";
import type { FeeRule, SellerState } from "./seller.ts";

/** The pages on which a seller says what applies to a sale. */
export const POLICIES = ["terms", "privacy", "returns", "shipping"] as const;
export type Policy = (typeof POLICIES)[number];

/** A page of the seller's own, or a text that a page of ours shows. */
export type SellerPolicy =
  { readonly kind: "page"; readonly url: string } | { readonly kind: "text"; readonly text: string };

/** Until how many days after delivery goods can be sent back, and who pays for that. */
export type ReturnRule = { readonly days: number; readonly paidBy: "buyer" | "seller" };

/**
 * A rule as it was written, without `sellers`: of `delivery` in the form of docs/delivery.md, of `taxes` in that of docs/tax.md.
 * It was checked when it was given.
 */
export type WrittenRule = Readonly<Record<string, unknown>>;

/** What somebody says of a seller. Nothing of it is checked with anybody. */
export type SellerDetails = {
  /** As buyers know the seller; null: the name in the feed. */
  readonly name: string | null;
  /** As in the register of companies. */
  readonly legalName: string | null;
  /** As on an envelope, line by line. */
  readonly address: readonly string[];
  /** ISO 3166-1 alpha-2. */
  readonly country: string | null;
  /** ISO 4217; empty: any. */
  readonly currencies: readonly string[];
  /** BCP 47. */
  readonly locale: string | null;
  /** Of the IANA database. */
  readonly timeZone: string | null;
  readonly taxNumber: string | null;
  /** How a buyer reaches them. */
  readonly email: string | null;
  /** How whoever runs the shop, and the payment provider, reach who answers for them; null: by `email`. No buyer sees it. */
  readonly ownerEmail: string | null;
  readonly phone: string | null;
  /** Begins with https:. */
  readonly url: string | null;
  /** The address of a picture; it is fetched, and served from our own origin. */
  readonly logo: string | null;
  /** "#" and six hexadecimal digits, readable on our pages. */
  readonly color: string | null;
  readonly policies: Readonly<Partial<Record<Policy, SellerPolicy>>>;
  readonly returns: ReturnRule | null;
  /** In their order: the first that applies decides. Goods that none names may be sold. */
  readonly goods: readonly GoodsRule[];
  /** How their goods are delivered and taxed, beside what the shop's own rules say. */
  readonly delivery: readonly WrittenRule[];
  readonly taxes: readonly WrittenRule[];
  readonly fees: readonly FeeRule[];
  /** The provider's own id of the seller's account. */
  readonly account: string | null;
  /** The profile that the host's sheet makes tokens for, where the seller charges at an account of their own. */
  readonly networkId: string | null;
  /** From whom buyers get e-mails; null: the seller's name. */
  readonly senderName: string | null;
  /** 5 to 22 characters, for the buyer's statement. */
  readonly statementDescriptor: string | null;
};

/** Those that were given; the others are as NO_DETAILS has them. */
export type SellerFields = { readonly [Field in keyof SellerDetails]?: SellerDetails[Field] | undefined };
export type SellerField = keyof SellerDetails;

export const NO_DETAILS: SellerDetails = {
  name: null,
  legalName: null,
  address: [],
  country: null,
  currencies: [],
  locale: null,
  timeZone: null,
  taxNumber: null,
  email: null,
  ownerEmail: null,
  phone: null,
  url: null,
  logo: null,
  color: null,
  policies: {},
  returns: null,
  goods: [],
  delivery: [],
  taxes: [],
  fees: [],
  account: null,
  networkId: null,
  senderName: null,
  statementDescriptor: null,
};

/** How a buyer sees who a seller is on paper, and how to reach them. */
export type SellerContact = Pick<SellerDetails, "legalName" | "address" | "taxNumber" | "email" | "phone" | "url">;

export const SELLER_ORIGINS = ["file", "feed", "command", "api"] as const;
/** Who made a record. */
export type SellerOrigin = (typeof SELLER_ORIGINS)[number];

/** What is stored of a seller's account, as the provider had it when it was read last. */
export type AccountFacts = {
  readonly id: string;
  /** It can receive what the money model gives it: transfers, or charges of its own. */
  readonly canReceive: boolean;
  readonly canCharge: boolean;
  readonly canPayOut: boolean;
  readonly requirements: readonly { readonly what: string; readonly dueAt: Date | null; readonly isPastDue: boolean }[];
  readonly disabledReason: string | null;
  readonly isClosed: boolean;
  readonly readAt: Date;
  /** When the requirements, as they are, were read first; absent where nothing is wanted, and in records of earlier releases. */
  readonly wantedSince?: Date;
};

/** What is stored of a seller: what was given by command, API or feed, and how they stand. */
export type SellerRecord = {
  readonly id: SellerId;
  readonly given: SellerFields;
  /** What the shop decided. Whether the provider restricts the account stands beside it: see `restrictionOf`. */
  readonly state: SellerState;
  readonly why: string;
  readonly since: Date;
  readonly origin: SellerOrigin;
  /** Null until it was read; of the account that `accountId` names, else it is out of date. */
  readonly account: AccountFacts | null;
  readonly accountId: string | null;
  /** When the account could receive money for the first time. */
  readonly readyAt: Date | null;
  readonly revision: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
};

/** An entry of the shop file: of a seller, or "*" for every seller without an entry of their own. */
export type FileSeller = { readonly seller: string; readonly fields: SellerFields };

/** A seller as everybody sees them: what the file says goes before what was given otherwise. */
export type Seller = SellerDetails &
  Pick<SellerRecord, "id" | "state" | "why" | "since" | "origin" | "readyAt" | "revision"> & {
    readonly facts: AccountFacts | null;
    /** What only the file can change. */
    readonly inFile: readonly SellerField[];
  };

const fieldsBySeller = new WeakMap<readonly FileSeller[], ReadonlyMap<string, SellerFields>>();

/** What the file says of a seller; null: nothing. A file is looked through once, however many sellers are asked about. */
export function fileFieldsOf(file: readonly FileSeller[], id: string): SellerFields | null {
  let fields = fieldsBySeller.get(file);
  if (fields === undefined) {
    fields = new Map(file.toReversed().map((one) => [one.seller, one.fields]));
    fieldsBySeller.set(file, fields);
  }
  return fields.get(id) ?? null;
}

/** A record with what the file says of its seller. The entry for all others is under it, one of their own above. */
export function sellerOf(record: SellerRecord, file: readonly FileSeller[]): Seller {
  const { id, given, state, why, since, origin, readyAt, revision, account } = record;
  const own = fileFieldsOf(file, id);
  const details = {
    ...NO_DETAILS,
    ...(own === null ? fileFieldsOf(file, "*") : null),
    ...given,
    ...own,
  } as SellerDetails;
  return {
    ...details,
    id,
    state,
    why,
    since,
    origin,
    readyAt,
    revision,
    facts: account !== null && account.id === details.account ? account : null,
    inFile: own === null ? [] : (Object.keys(own) as SellerField[]),
  };
}

/** What the provider says against paying a seller now; null: nothing, or they never could be paid at that account. */
export function restrictionOf({ facts, readyAt }: Pick<Seller, "facts" | "readyAt">): "closed" | "restricted" | null {
  if (facts === null) return null;
  if (facts.isClosed) return "closed";
  return readyAt !== null && !facts.canReceive ? "restricted" : null;
}

/** Why nothing of a seller is for sale, as a buyer may know it. */
export const NOT_SELLING = ["not_open_yet", "paused", "left"] as const;
export type NotSelling = (typeof NOT_SELLING)[number];

/** Null when the seller sells: active, and not restricted by the provider. */
export function notSelling(seller: Pick<Seller, "state" | "facts" | "readyAt">): NotSelling | null {
  if (seller.state === "closed") return "left";
  if (seller.state === "onboarding") return "not_open_yet";
  return seller.state === "paused" || restrictionOf(seller) !== null ? "paused" : null;
}
