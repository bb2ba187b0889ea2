/** Which charges a seller's own account took; what is not in it was taken by the platform's. */
export const CHARGE_ACCOUNT_TABLES = `
  create table if not exists charge_accounts (charge text primary key, account text not null) strict;
`;

/** The account of the charge `c` in a statement: "" for the platform's. */
export const ACCOUNT_OF_CHARGE = `coalesce((select a.account from charge_accounts a where a.charge = c.id), '')`;
