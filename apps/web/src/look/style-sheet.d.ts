/** Bundled into a sheet of its own, loaded with what imports it. */
declare module "*.css";
