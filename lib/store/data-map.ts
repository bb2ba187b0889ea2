/**
 * What becomes of a column. `details`: emptied with the session and its order, on request and after KEEP_UNPAID_DAYS or
 * KEEP_ORDERS_DAYS. `history`: deleted, or cut from its shopper, after KEEP_HISTORY_DAYS. `day`: deleted a day after the
 * request. `remembered`: deleted KEEP_REMEMBERED_DAYS after its last use, when the shopper says so, and on request.
 * `operator`: what operators and we write, not about a buyer unless somebody writes one's name; kept. `digest`: a buyer as a
 * keyed digest, kept after the details are emptied, so that a limit of one for each customer still holds. `impersonal`: ids,
 * random links, digests of random secrets, money, times, states, products.
 */
export const FATES = ["details", "history", "day", "remembered", "operator", "digest", "impersonal"] as const;
export type Fate = (typeof FATES)[number];

/** The names of columns, separated by spaces. */
type Columns = Readonly<Partial<Record<Fate, string>>>;
/** By the name of the table. */
export type DataMap = Readonly<Record<string, Columns>>;

const COUNTS =
  "assigned shown clicked opened details_given pay_pressed paid declined canceled abandoned unresolved refunded reassigned buyers pay_time gross net before";

/**
 * Where data about a person can be, and how it is forgotten: every column of every table once. A new column is red in
 * tests/contracts/store/drizzle-data-map.test.ts until it is here. docs/privacy.md explains each.
 */
export const DATA_MAP: DataMap = {
  alert_reads: { impersonal: "provider reference ticket ticket_recorded due_at" },
  audit_entries: { operator: "subject why details", impersonal: "id at action actor" },
  breaker_transitions: { operator: "note", impersonal: "seller_id n state reason at" },
  breaker_trials: { history: "shopper_id", impersonal: "seller_id n slot taken_at" },
  captures: {
    impersonal:
      "provider reference account attempt_id session_id seller_id amount_minor currency use why recorded_at refunded_minor refund_ticket refund_ticket_recorded",
  },
  catalog_import_rows: { impersonal: "import_id product_id seller_id before after" },
  catalog_imports: {
    operator: "source failure",
    impersonal:
      "id cause feed digest rolls_back rolled_back_by sellers added changed withdrawn accepted rejected is_pruned started_at ended_at",
  },
  checkout_sessions: {
    details: "shopper_id browser_digest basket",
    impersonal:
      "id link seller_id surface api_key_digest widget_digest status revision currency total_minor state created_at updated_at checked_at expires_at erase_requested_at erased_at",
  },
  console_sessions: { operator: "browser", impersonal: "digest key_id created_at last_seen_at ends_at" },
  customer_discounts: { digest: "customer", impersonal: "code session_id is_first_order" },
  customer_key: { impersonal: "is_the_one key" },
  customer_orders: { digest: "customer", impersonal: "session_id" },
  discount_uses: { impersonal: "code session_id seller_id expires_at" },
  entitlement_events: { history: "event_id", impersonal: "provider entitlement_id received_at" },
  entitlements: {
    details: "holder",
    impersonal:
      "id seller_id plan_id name price_minor currency interval status page subscription paid_until review opened_at updated_at checked_at revision",
  },
  experiment_cells: {
    impersonal: `experiment phase dimension value arm day currency ${COUNTS} pay_time_squares gross_squares net_squares before_squares gross_times_before`,
  },
  experiment_changes: { history: "shopper_id", impersonal: "id experiment phase" },
  experiment_exposures: {
    history: "shopper_id",
    impersonal:
      "session_id experiment phase seller_id variant platform locale country currency assigned_at exposed_at clicked_at sheet_opened_at page_opened_at details_given_at pay_pressed_at paid_at declined_at canceled_at expired_at unresolved_at refunded_at reassigned_at outcome gross_minor before_minor",
  },
  experiment_refunds: { impersonal: "id session_id amount_minor at" },
  experiment_revenues: { impersonal: "experiment phase currency amount_minor arm day shoppers" },
  experiment_shoppers: {
    history: "shopper_id",
    impersonal: `experiment phase arm day currency platform seller country ${COUNTS} counted_with`,
  },
  feed_states: {
    impersonal: "source etag last_modified digest accepted checked_at imported_at trouble troubled_since",
  },
  installation: { impersonal: "is_the_one id" },
  kill_switch_entries: { operator: "why", impersonal: "id seller_id is_on at" },
  mails: { history: "session_id request", impersonal: "id kind state created_at settled_at" },
  order_stock: { impersonal: "order_id product_id taken missing put_back" },
  order_parts: { impersonal: "order_id seller_id number link paid_minor paid_at" },
  orders: {
    details: "sale",
    impersonal:
      "id link number session_id attempt_id seller_id route paid_minor refunded_minor currency paid_at refund_told_at canceled_at erased_at",
  },
  orphaned_subscriptions: { impersonal: "reference entitlement_id why state recorded_at settled_at" },
  payment_alerts: {
    impersonal:
      "provider id kind reference session_id order_id entitlement_id seller_id state status reason amount_minor currency taken_minor fee_minor fee_currency evidence_due_at submissions opened_at changed_at notified_days submitted_at released_at",
  },
  payment_attempts: {
    impersonal:
      "id session_id seller_id n provider account route amount_minor currency token_hash reference outcome outcome_detail unanswered_at started_at settled_at looked_up_at split",
  },
  payout_entries: {
    impersonal: "provider id payout_id kind reference amount_minor fee_minor net_minor currency booked_at",
  },
  payouts: {
    impersonal: "provider id status amount_minor currency is_itemized arrives_at created_at entries_read_at",
  },
  products: {
    impersonal:
      "id seller_id seller_name offer_id group_id title description brand url image_url picture_key additional_image_urls availability currency price_minor sale_price_minor sale_from sale_until expires_at available_from is_eligible_search is_eligible_checkout is_digital seller_privacy_policy_url seller_terms_url category condition variant sku gtin mpn tax_category weight_grams delivery_prices stock_on_hand feed_stock stock_version price_version availability_version stock_set_at words",
  },
  provider_accounts: { impersonal: "provider account account_id platform learned_at" },
  provider_events: { history: "event_id reference outcome", impersonal: "provider attempt_id state received_at" },
  refunds: {
    details: "why",
    impersonal:
      "key provider reference session_id order_id seller_id amount_minor currency state requested_at settled_at provider_id made_by reason items refusals tries due_at resolved_at",
  },
  remembered_details: { remembered: "shopper_id details", impersonal: "seller_id remembered_at used_at" },
  requests: { day: "scope key body_hash status body", impersonal: "api_version claimed_at" },
  return_links: { details: "url", history: "stored_at", impersonal: "session_id" },
  route_decisions: {
    details: "shopper_id",
    impersonal: "id session_id seller_id kind route reason capabilities flags revision shown decided_at",
  },
  search_words: { impersonal: "word cuts" },
  seller_keys: {
    operator: "why",
    impersonal: "id seller_id digest actions created_at created_by last_used_on revoked_at",
  },
  seller_receivers: {
    operator: "url why disabled_why",
    impersonal:
      "id seller_id events secret earlier_secret earlier_secret_until created_at created_by state disabled_at last_delivered_at last_failed_at last_failure failing_since missed_since",
  },
  sellers: {
    operator: "why",
    impersonal: "id given state since origin account_id account ready_at logo logo_key revision created_at updated_at",
  },
  session_events: { impersonal: "id session_id revision type attempt_id note at" },
  shipments: {
    details: "name tracking_number tracking_url",
    impersonal: "order_id id seller_id carrier lines shipped_at delivered_at changed_at",
  },
  stock_reservations: { details: "holder", impersonal: "session_id product_id quantity wanted expires_at" },
  tax_bookings: {
    impersonal:
      "reference service kind sale_reference order_id subject shape state service_id lines why tries created_at settled_at due_at",
  },
  transfer_reversals: {
    impersonal:
      "key provider reference attempt_id session_id seller_id gross_minor fee_minor amount_minor currency state created_at settled_at provider_id reason refusals tries due_at resolved_at cause_kind cause transfer_key",
  },
  transfers: {
    impersonal:
      "key provider reference attempt_id session_id seller_id gross_minor fee_minor amount_minor currency state created_at settled_at provider_id reason refusals tries due_at resolved_at cause_kind cause model account fees_on_refund settled_minor settled_currency",
  },
  webhook_counts: { impersonal: "provider outcome count first_at last_at" },
  limit_counts: { impersonal: "key points expire" },
  wrong_console_keys: { impersonal: "lane count window_ends_at" },
};
