/** What the button that leads to a payment says; the widget's own label until a route was decided is the same. */
export const ROUTE_LABELS = {
  buyNow: "Buy now",
  continueToCheckout: "Continue to checkout",
  seeOrder: "See your order",
  checkPayment: "Check the payment",
  closed: "Checkout closed",
} as const;
