/** What needs cryptography or chance. */
export interface Secrets {
  /** Argon2id in PHC form. */
  hashPassword(password: string): Promise<string>;
  verifyPassword(hash: string, password: string): Promise<boolean>;
  /** SHA-256, hexadecimal: tokens are kept only in this form. */
  hashToken(token: string): string;
  /** A new token that cannot be guessed (256 bits). */
  token(): string;
  /** A short id of lower-case letters and digits that does not repeat. */
  id(): string;
}
