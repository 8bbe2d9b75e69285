export * from "./clock.ts";
export * from "./drive.ts";
export * from "./machine.ts";
export * from "./wheel.ts";
