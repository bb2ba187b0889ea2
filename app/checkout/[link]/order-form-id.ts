/** The form that delivery, discount code and payment belong to, wherever they are on the page. */
export const ORDER_FORM = "order";
