/** The WebSocket subprotocol. */
export const subprotocol = "elsewhere.1";
