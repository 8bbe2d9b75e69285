export { createEdgeWeb, type EdgeCounts, type EdgeWeb } from "./edge.ts";
export {
  usualLimits,
  type Attachments,
  type EdgeConfig,
  type EdgeLimits,
  type EdgeOptions,
  type ImageSize,
  type Log,
  type Meters,
} from "./options.ts";
export { imageOf, type SeenImage } from "./http/image-size.ts";
export { createRateLimit } from "./http/rate-limit.ts";
export { passLink } from "./map/translation.ts";
