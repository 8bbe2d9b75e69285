/** A text file as the bundler hands it over. */
declare module "*.txt?raw" {
  const text: string;
  export default text;
}
