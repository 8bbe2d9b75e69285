export { createLocalBus, createLocalWire, type LocalWire } from "./local/local-bus.ts";
