export * from "./limits.ts";
export * from "./codes.ts";
export * from "./values.ts";
export * from "./notices.ts";
export * from "./requests.ts";
export * from "./frames.ts";
export * from "./http.ts";
export * from "./http-status.ts";
