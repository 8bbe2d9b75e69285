/** Passkeys of this browser (W3C Web Authentication): options and responses in their JSON forms, as the server has them. */

export interface Asking {
  readonly signal?: AbortSignal;
  /** The browser offers passkeys where the name is typed, and asks nobody before. */
  readonly conditional?: boolean;
}

interface CreationJson {
  readonly challenge: string;
  readonly user: { readonly id: string; readonly name: string; readonly displayName: string };
  readonly excludeCredentials?: readonly DescriptorJson[];
}

interface RequestJson {
  readonly challenge: string;
  readonly allowCredentials?: readonly DescriptorJson[];
}

interface DescriptorJson {
  readonly id: string;
  readonly transports?: readonly string[];
}

/** Whether a page of this address can use passkeys at all. */
export function canUsePasskeys(): boolean {
  return globalThis.isSecureContext && "PublicKeyCredential" in globalThis;
}

/** Whether the browser can offer passkeys where the name is typed. */
export async function canOffer(): Promise<boolean> {
  const { PublicKeyCredential: known } = globalThis as {
    readonly PublicKeyCredential?: { readonly isConditionalMediationAvailable?: () => Promise<boolean> };
  };
  return (await known?.isConditionalMediationAvailable?.().catch(() => false)) === true;
}

/** Makes a passkey. Rejects with `DOMException` if the person or the browser does not want to. */
export async function makePasskey(options: unknown): Promise<object> {
  const json = options as CreationJson;
  const publicKey = {
    ...json,
    challenge: bytesOf(json.challenge),
    user: { ...json.user, id: bytesOf(json.user.id) },
    excludeCredentials: (json.excludeCredentials ?? []).map(descriptor),
  };
  const made = await navigator.credentials.create({ publicKey: publicKey as never });
  return madeJson(there(made));
}

/** Answers a challenge with a passkey. Rejects with `DOMException` if the person or the browser does not want to. */
export async function usePasskey(options: unknown, { signal, conditional }: Asking = {}): Promise<object> {
  const json = options as RequestJson;
  const allowed =
    json.allowCredentials === undefined ? {} : { allowCredentials: json.allowCredentials.map(descriptor) };
  const publicKey = { ...json, challenge: bytesOf(json.challenge), ...allowed };
  const used = await navigator.credentials.get({
    publicKey: publicKey as never,
    ...(signal === undefined ? {} : { signal }),
    ...(conditional === true ? { mediation: "conditional" as const } : {}),
  });
  return usedJson(there(used));
}

function there(credential: Credential | null): PublicKeyCredential {
  if (credential === null) throw new DOMException("There is none.", "NotAllowedError");
  return credential as PublicKeyCredential;
}

function descriptor({ id, transports }: DescriptorJson) {
  return { type: "public-key", id: bytesOf(id), ...(transports === undefined ? {} : { transports }) };
}

function madeJson(credential: PublicKeyCredential): object {
  const response = credential.response as AuthenticatorAttestationResponse;
  return {
    ...commonJson(credential),
    response: {
      clientDataJSON: textOf(response.clientDataJSON),
      attestationObject: textOf(response.attestationObject),
      transports: response.getTransports?.() ?? [],
    },
  };
}

function usedJson(credential: PublicKeyCredential): object {
  const response = credential.response as AuthenticatorAssertionResponse;
  const handle = response.userHandle === null ? {} : { userHandle: textOf(response.userHandle) };
  return {
    ...commonJson(credential),
    response: {
      clientDataJSON: textOf(response.clientDataJSON),
      authenticatorData: textOf(response.authenticatorData),
      signature: textOf(response.signature),
      ...handle,
    },
  };
}

function commonJson({ id, rawId, type }: PublicKeyCredential) {
  return { id, rawId: textOf(rawId), type, clientExtensionResults: {} };
}

/** base64url without padding (RFC 4648 §5). */
export function textOf(buffer: ArrayBuffer): string {
  let text = "";
  for (const byte of new Uint8Array(buffer)) text += String.fromCharCode(byte);
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (char) => char.charCodeAt(0));
}
