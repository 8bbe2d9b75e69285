import { post } from "./session.ts";

export interface TokenOptions {
  readonly url: string;
  readonly fetch?: typeof globalThis.fetch;
  /** Another token is used from now on: it is to be kept. */
  changed(token: string): void;
  failed(error: unknown): void;
}

/** The device's token, which the server has exchanged now and then. Undefined where a page's cookie speaks. */
export class Token {
  value: string | undefined;
  readonly #options: TokenOptions;
  #rotating = false;

  constructor(value: string | undefined, options: TokenOptions) {
    this.value = value;
    this.#options = options;
  }

  use(token: string): void {
    this.value = token;
    this.#options.changed(token);
  }

  /** Fetches a new one. The old one holds until the new one was used, so a failure costs nothing: the server asks again. */
  async rotate(): Promise<void> {
    if (this.#rotating) return;
    this.#rotating = true;
    try {
      const { url, fetch } = this.#options;
      const options = { url, token: this.value, ...(fetch && { fetch }) };
      const answer = await post(options, "/api/v1/session/rotate", {});
      const { token } = answer as { readonly token?: string };
      if (token !== undefined) this.use(token);
    } catch (error) {
      this.#options.failed(error);
    } finally {
      this.#rotating = false;
    }
  }
}
