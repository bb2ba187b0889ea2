/** What only the widget can report of a purchase: its button is on the screen, was clicked, and opened something. */
export const FUNNEL_EVENTS = ["shown", "clicked", "sheet_opened", "page_opened"] as const;
export type FunnelEvent = (typeof FUNNEL_EVENTS)[number];
