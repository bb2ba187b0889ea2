/** The heading of the order. */
export const SUMMARY = "summary";
/** The form that the buttons beside each item belong to. */
export const ITEMS_FORM = "items";
/** The name of those buttons: their value is a line's id and the quantity that it gets. */
export const SET_QUANTITY = "set_quantity";
