/** What the server that the browser tests start knows as ORDERS_API_KEY; set it for a server that is already running. */
export const ORDERS_KEY = "e2e-orders-key-of-this-run";
