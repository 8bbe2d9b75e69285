/** A style sheet that comes with a part of the page which is loaded later. */
declare module "*.css";
