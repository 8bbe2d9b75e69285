import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { TSchema } from "typebox";
import { AnswerError, durableNotices, liveNotices, requests, type RequestName } from "./index.ts";
import {
  MailboxFetched,
  MailboxOpened,
  NewUpload,
  NewPassword,
  PasskeyOffered,
  PassState,
  ServerInfo,
  SignedIn,
  SignIn,
  SignInWithPasskey,
  SignUp,
  Uploaded,
  UploadState,
} from "./http.ts";
import { strict } from "./testing/strict.ts";
import { createValidators, isRequestName } from "./validate.ts";

/** Golden examples: what a released version accepted stays accepted, what it refused stays refused. */
interface Valid {
  readonly is: "request" | "answer" | "notice" | "error" | "http";
  readonly of: string;
  readonly value: Readonly<Record<string, unknown>>;
}
interface Invalid {
  readonly about: string;
  readonly refused: string;
  readonly frame?: Readonly<Record<string, unknown>>;
  readonly detail?: string;
}

const validators = createValidators();
const bodies: Readonly<Record<string, TSchema>> = {
  NewPassword,
  PasskeyOffered,
  SignInWithPasskey,
  SignIn,
  SignedIn,
  SignUp,
  PassState,
  ServerInfo,
  Uploaded,
  NewUpload,
  UploadState,
  MailboxOpened,
  MailboxFetched,
};
const folder = (name: string) => new URL(`../corpus/${name}/`, import.meta.url);

function read(name: string): readonly (readonly [string, unknown])[] {
  return readdirSync(folder(name))
    .sort()
    .map((file) => [file, JSON.parse(readFileSync(new URL(file, folder(name)), "utf8"))]);
}

/** The schema of an example, and the part of it that the schema is about. */
function subject({ is, of, value }: Valid): readonly [TSchema, unknown] {
  const { id: _, do: __, ...args } = value;
  switch (is) {
    case "request":
      return [requests[of as RequestName].args, args];
    case "answer":
      return [requests[of as RequestName].answer, value["ok"]];
    case "notice":
      return [{ ...durableNotices, ...liveNotices }[of as "message"], value];
    case "error":
      return [AnswerError, value];
    case "http":
      return [bodies[of] ?? SignIn, value];
  }
}

const valid = read("valid") as (readonly [string, Valid])[];
const invalid = (read("invalid") as (readonly [string, Invalid])[]).filter(
  ([, { refused }]) => refused === "invalid-request",
);

describe("the corpus", () => {
  it.each(valid)("[CORPUS1] %s is accepted, and has nothing undeclared", (_, example) => {
    const [schema, value] = subject(example);
    expect(validators.wrong(schema, value)).toBeUndefined();
    expect(validators.wrong(strict(schema), value)).toBeUndefined();
  });

  it.each(valid)("[CORPUS2] %s is still accepted with a field of a later version", (_, example) => {
    const [schema, value] = subject(example);
    const later = { ...(value as object), "a-later-field": { deep: [1] } };
    expect(validators.wrong(schema, later)).toBeUndefined();
    expect(validators.wrong(strict(schema), later)).toBeDefined();
  });

  it.each(invalid)("[CORPUS3] %s is refused, naming the field", (_, { frame, detail }) => {
    const name = frame?.["do"];
    if (typeof name !== "string" || !isRequestName(name)) throw new Error("no request");
    expect(validators.wrongArgs(name, frame)).toBe(detail);
  });

  it("[CORPUS4] there is an example of every request, answer and notice", () => {
    const files = new Set(valid.map(([file]) => file));
    const wanted = [
      ...Object.keys(requests).map((name) => `request-${name}.json`),
      ...Object.keys(durableNotices).map((name) => `notice-${name}.json`),
      ...Object.keys(liveNotices).map((name) => `notice-${name}.json`),
    ];
    expect(wanted.filter((file) => !files.has(file))).toEqual([]);
  });
});
