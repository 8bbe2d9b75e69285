import type { PasskeyClaim, PasskeyRecord, Passkeys } from "@elsewhere/core";
import type {
  AuthenticationResponseJSON,
  AuthenticatorTransport,
  RegistrationResponseJSON,
} from "@simplewebauthn/server";

/** Whose passkeys they are (W3C Web Authentication §5.4.2). `name` may change at any time. */
export interface RelyingParty {
  readonly name: () => string;
  /** The origin of the pages; its host is the id that passkeys are bound to. */
  readonly origin: string;
}

/** How long a browser may take, in milliseconds: as long as a challenge holds. */
const timeout = 5 * 60_000;

/** The library is read when it is first needed: most starts do without. */
const library = () => import("@simplewebauthn/server");

/** Passkeys of one relying party. What does not hold is given back as undefined, whatever is wrong with it. */
export function createPasskeys({ name, origin }: RelyingParty): Passkeys {
  const rpID = new URL(origin).hostname;
  return {
    async creation({ account, displayName, handle }, has, challenge) {
      const { generateRegistrationOptions } = await library();
      return generateRegistrationOptions({
        rpName: name(),
        rpID,
        userName: account,
        userDisplayName: displayName,
        userID: bytesOf(handle),
        challenge: bytesOf(challenge),
        timeout,
        attestationType: "none",
        excludeCredentials: has.map(describe),
        authenticatorSelection: { residentKey: "required", userVerification: "required" },
      });
    },
    async request(challenge, of) {
      const { generateAuthenticationOptions } = await library();
      const allowed = of.length === 0 ? {} : { allowCredentials: of.map(describe) };
      return generateAuthenticationOptions({
        rpID,
        challenge: bytesOf(challenge),
        timeout,
        userVerification: "required",
        ...allowed,
      });
    },
    read: readClaim,
    async created(response, challenge) {
      const { verifyRegistrationResponse } = await library();
      const expected = { expectedChallenge: challenge, expectedOrigin: origin, expectedRPID: rpID };
      const result = await verifyRegistrationResponse({
        response: response as RegistrationResponseJSON,
        ...expected,
        requireUserVerification: true,
      }).catch(() => undefined);
      if (result === undefined || !result.verified) return undefined;
      const { id, publicKey, counter, transports = [] } = result.registrationInfo.credential;
      return {
        id,
        publicKey: textOf(publicKey),
        counter,
        transports: transports.filter(isTransport).slice(0, 8),
      };
    },
    async verify(response, challenge, passkey) {
      const { verifyAuthenticationResponse } = await library();
      const expected = { expectedChallenge: challenge, expectedOrigin: origin, expectedRPID: rpID };
      const result = await verifyAuthenticationResponse({
        response: response as AuthenticationResponseJSON,
        ...expected,
        requireUserVerification: true,
        credential: { ...describe(passkey), publicKey: bytesOf(passkey.publicKey), counter: passkey.counter },
      }).catch(() => undefined);
      return result?.verified === true ? result.authenticationInfo.newCounter : undefined;
    },
  };
}

function describe({ id, transports }: PasskeyRecord) {
  return { id, transports: transports as AuthenticatorTransport[] };
}

const isTransport = (word: unknown): word is AuthenticatorTransport =>
  typeof word === "string" && /^[a-z-]{1,20}$/.test(word);

/** What a response says of itself; anything may have been sent. */
function readClaim(response: unknown): PasskeyClaim | undefined {
  const { id, response: inner } = fieldsOf(response);
  const { clientDataJSON, userHandle } = fieldsOf(inner);
  if (typeof id !== "string" || typeof clientDataJSON !== "string") return undefined;
  const { challenge } = fieldsOf(parsed(Buffer.from(clientDataJSON, "base64url").toString()));
  if (typeof challenge !== "string" || challenge.length > 256) return undefined;
  return { credential: id, challenge, handle: typeof userHandle === "string" ? userHandle : undefined };
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(text, "base64url"));
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64url");
}
