/** The form that delivery, discount code and payment belong to, wherever they are on the page. */
export const ORDER_FORM = "order";

/** The field of the delivery that is chosen; each seller of several has one with a number behind it: "delivery-2". */
export const DELIVERY_FIELD = "delivery";
