import type { RequestName } from "@elsewhere/protocol";
import { ownAccount } from "./account-requests.ts";
import { administration } from "./administration-requests.ts";
import { conversations } from "./conversation-requests.ts";
import { messages } from "./message-requests.ts";
import { ownDevices, people } from "./people-requests.ts";
import type { AnyTranslation, AskedRequest } from "./translation.ts";

/** Every request that can be asked, and nothing else: a new row of the protocol does not compile until it is here. */
const translations = {
  ...messages,
  ...conversations,
  ...people,
  ...ownDevices,
  ...ownAccount,
  ...administration,
} satisfies { [N in AskedRequest]: object };

/** How to translate a request, or undefined for those that belong to a connection. */
export function translationOf(name: RequestName): AnyTranslation | undefined {
  // The compiler cannot see that the row found by a request's name takes the arguments of that request.
  return Object.hasOwn(translations, name)
    ? (translations[name as AskedRequest] as unknown as AnyTranslation)
    : undefined;
}
