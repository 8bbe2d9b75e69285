import { createHash, generateKeyPairSync, sign, type KeyObject } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { AccountName, PasskeyRecord } from "@elsewhere/core";
import { createPasskeys } from "./passkeys.ts";

const origin = "https://talk.example.org";
const challenge = Buffer.from("a challenge of some length").toString("base64url");
const passkeys = createPasskeys({ name: () => "Talk", origin });
const sha256 = (bytes: string | Uint8Array) => createHash("sha256").update(bytes).digest();

interface Manner {
  readonly origin?: string;
  readonly rpId?: string;
  readonly challenge?: string;
  /** Whether the person was verified (a PIN, a finger). */
  readonly verified?: boolean;
  readonly counter?: number;
}

/** An authenticator with one ES256 key (WebAuthn level 3, §6). */
class Authenticator {
  readonly id = Buffer.from("credential-1");
  readonly #key: KeyObject;
  readonly #public: Buffer;

  constructor() {
    const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    this.#key = privateKey;
    const { x = "", y = "" } = publicKey.export({ format: "jwk" });
    // {1: 2, 3: -7, -1: 1, -2: x, -3: y} in CBOR.
    const [head, middle] = [Buffer.from("a5010203262001215820", "hex"), Buffer.from("225820", "hex")];
    this.#public = Buffer.concat([head, Buffer.from(x, "base64url"), middle, Buffer.from(y, "base64url")]);
  }

  create(manner: Manner = {}) {
    const attested = Buffer.concat([
      Buffer.alloc(16),
      Buffer.from([0, this.id.length]),
      this.id,
      this.#public,
    ]);
    const data = Buffer.concat([this.#data(manner, 0x40), attested]);
    const head = Buffer.from("a363666d74646e6f6e656761747453746d74a068617574684461746158", "hex");
    const attestation = Buffer.concat([head, Buffer.from([data.length]), data]);
    const client = clientData("webauthn.create", manner);
    return this.#response({
      clientDataJSON: text(client),
      attestationObject: text(attestation),
      transports: ["usb", 7, "UPPER"],
    });
  }

  get(manner: Manner = {}) {
    const data = this.#data(manner, 0);
    const client = clientData("webauthn.get", manner);
    const signature = sign("sha256", Buffer.concat([data, sha256(client)]), this.#key);
    const parts = { clientDataJSON: text(client), authenticatorData: text(data), signature: text(signature) };
    return this.#response({ ...parts, userHandle: "handle-1" });
  }

  #data({ rpId = "talk.example.org", verified = true, counter = 1 }: Manner, more: number): Buffer {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter);
    return Buffer.concat([sha256(rpId), Buffer.from([1 | (verified ? 4 : 0) | more]), count]);
  }

  #response(response: object) {
    const id = text(this.id);
    return { id, rawId: id, type: "public-key", clientExtensionResults: {}, response };
  }
}

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64url");

function clientData(type: string, manner: Manner): Buffer {
  const said = {
    type,
    challenge: manner.challenge ?? challenge,
    origin: manner.origin ?? origin,
    crossOrigin: false,
  };
  return Buffer.from(JSON.stringify(said));
}

async function recordOf(authenticator: Authenticator): Promise<PasskeyRecord> {
  const made = await passkeys.created(authenticator.create(), challenge);
  if (made === undefined) throw new Error("it does not hold");
  return { ...made, account: "alice" as AccountName, handle: "handle-1", label: "Key", createdAt: 1 };
}

const wrongs: readonly (readonly [string, Manner])[] = [
  ["of another origin", { origin: "https://talk.example.net" }],
  ["of another relying party", { rpId: "example.net" }],
  ["to another challenge", { challenge: text(Buffer.from("another one")) }],
  ["without verification", { verified: false }],
];

describe("passkeys", () => {
  it("[PASSKEY1] options are for this host, discoverable and verified, and exclude what is there", async () => {
    const record = await recordOf(new Authenticator());
    const person = { account: record.account, displayName: "Alice", handle: text(Buffer.from("h")) };
    expect(await passkeys.creation(person, [record], challenge)).toMatchObject({
      rp: { name: "Talk", id: "talk.example.org" },
      user: { name: "alice", displayName: "Alice", id: person.handle },
      challenge,
      excludeCredentials: [{ id: record.id }],
      authenticatorSelection: { residentKey: "required", userVerification: "required" },
    });
    expect(await passkeys.request(challenge, [])).toMatchObject({
      rpId: "talk.example.org",
      challenge,
      userVerification: "required",
    });
    expect(await passkeys.request(challenge, [record])).toMatchObject({
      allowCredentials: [{ id: record.id }],
    });
  });

  it("[PASSKEY1] what holds is kept, and verified afterwards with its counter", async () => {
    const authenticator = new Authenticator();
    const record = await recordOf(authenticator);
    expect(record).toMatchObject({ id: text(authenticator.id), counter: 1, transports: ["usb"] });
    const response = authenticator.get({ counter: 9 });
    expect(passkeys.read(response)).toEqual({ credential: record.id, challenge, handle: "handle-1" });
    expect(await passkeys.verify(response, challenge, record)).toBe(9);
    expect(
      await passkeys.verify(authenticator.get({ counter: 9 }), challenge, { ...record, counter: 9 }),
    ).toBeUndefined();
    expect(await passkeys.verify(new Authenticator().get(), challenge, record)).toBeUndefined();
  });

  it.each(wrongs)("[PASSKEY1] nothing %s holds", async (_, manner) => {
    const authenticator = new Authenticator();
    expect(await passkeys.created(authenticator.create(manner), challenge)).toBeUndefined();
    const record = await recordOf(authenticator);
    expect(
      await passkeys.verify(authenticator.get({ counter: 2, ...manner }), challenge, record),
    ).toBeUndefined();
  });

  it.each([
    undefined,
    null,
    "text",
    [],
    {},
    { id: 1 },
    { id: "a", response: null },
    { id: "a", response: { clientDataJSON: "!!!" } },
    { id: "a", response: { clientDataJSON: text(Buffer.from("null")) } },
    { id: "a", response: { clientDataJSON: text(Buffer.from('{"challenge":7}')) } },
  ])("[PASSKEY2] %j is no response, and does not hold", async (response) => {
    expect(passkeys.read(response)).toBeUndefined();
    expect(await passkeys.created(response, challenge)).toBeUndefined();
    const record = await recordOf(new Authenticator());
    expect(await passkeys.verify(response, challenge, record)).toBeUndefined();
  });
});
