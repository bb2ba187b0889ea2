import type { SellerField } from "../../sellers/record.ts";

/** The names of a seller's fields, in files, in the API and on the command line. */
export const SELLER_FIELD_NAMES = {
  name: "name",
  legalName: "legal_name",
  address: "address",
  country: "country",
  currencies: "currencies",
  locale: "locale",
  timeZone: "time_zone",
  taxNumber: "tax_number",
  email: "email",
  ownerEmail: "owner_email",
  phone: "phone",
  url: "url",
  logo: "logo",
  color: "color",
  policies: "policies",
  returns: "returns",
  goods: "goods",
  delivery: "delivery",
  taxes: "taxes",
  fees: "fees",
  account: "account",
  networkId: "network_id",
  senderName: "sender_name",
  statementDescriptor: "statement_descriptor",
} as const satisfies Record<SellerField, string>;
