/** What the model reads about this server. A host may read only the first 512 characters, so those stand alone. */
export const INSTRUCTIONS = [
  "This is a shop. Find products with search_products, then call checkout_session with their ids when the buyer wants to buy; a refusal names the checkouts to make where sellers are paid apart. Prices, totals and stock come only from these tools.",
  "The buyer pays with the button in the widget or at continue_url; you never pay and never ask for card data. complete_checkout is for the payment sheet alone. Before saying that an order is paid, or offering to pay again, call get_order_status.",
  "Give delivery address, delivery option and discount codes with update_checkout, after asking the buyer. Where no widget is shown, give the buyer the checkout link from the answer. Physical goods only; amounts are whole minor units of the currency.",
].join("\n");
