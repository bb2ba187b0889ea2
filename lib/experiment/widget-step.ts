/** What only the widget can tell of a purchase: its button is on the screen, was clicked, and opened something. */
export const WIDGET_STEPS = ["shown", "clicked", "sheet_opened", "page_opened"] as const;
export type WidgetStep = (typeof WIDGET_STEPS)[number];
