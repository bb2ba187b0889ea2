/** After how many days what is known of buyers is forgotten: counted from when a checkout was closed, an order paid, an event recorded. */
export type Retention = {
  readonly unpaidDays: number;
  readonly orderDays: number;
  readonly historyDays: number;
  /** Counted from when a shopper's remembered details were last used; 0: nothing is remembered. */
  readonly rememberedDays: number;
};
