import Type, { type Static } from "typebox";
import { ErrorCode } from "./values.ts";

/** Kept in a file without schemas, so that a page can have it without the schema library. */
export { subprotocol } from "./subprotocol.ts";

/** The outer form of a request; its arguments stand beside these. */
export const RequestFrame = Type.Object({
  id: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
  do: Type.String({ minLength: 1, maxLength: 40 }),
});

export const ErrorValue = Type.Object({
  code: ErrorCode,
  text: Type.String({ description: "For a person; may change." }),
  temporary: Type.Boolean({ description: "The same request may succeed later." }),
  detail: Type.Optional(Type.String()),
  retryAfter: Type.Optional(Type.Integer({ description: "Milliseconds." })),
});
export type ErrorValue = Static<typeof ErrorValue>;

export type AnswerFrame =
  | { readonly re: string; readonly ok: unknown }
  | { readonly re: string; readonly error: ErrorValue };

/** A frame is one object or an array of them; both sides may join what leaves at the same moment. */
export const AnswerOk = Type.Object({ re: Type.String(), ok: Type.Unknown() });
export const AnswerError = Type.Object({ re: Type.String(), error: ErrorValue });
