import type { RejectionCode } from "@elsewhere/core/rejection";
import type { FirstTexts } from "../words.ts";

const texts: Readonly<Record<RejectionCode | "timed-out" | "unreachable", string>> = {
  unreachable: "Der Server ist nicht zu erreichen. Versuch es gleich noch einmal.",
  "timed-out": "Der Server hat nicht rechtzeitig geantwortet.",
  "not-signed-in": "Melde dich zuerst an.",
  "not-allowed": "Das darfst du nicht.",
  "not-a-member": "Du bist in dieser Unterhaltung nicht dabei.",
  "not-an-owner": "Das darf nur, wer die Gruppe leitet.",
  "not-yours": "Das darf nur, wer es geschrieben hat.",
  "no-such-account": "Dieses Konto gibt es nicht.",
  "no-such-conversation": "Diese Unterhaltung gibt es nicht.",
  "no-such-message": "Diese Nachricht gibt es nicht.",
  "no-such-device": "Dieses Gerät gibt es nicht.",
  "no-such-invitation": "Diese Einladung gibt es nicht.",
  "no-such-passkey": "Diesen Passkey gibt es nicht.",
  "no-such-file": "Diese Datei gibt es nicht.",
  "no-such-contact": "Diese Person ist keiner deiner Kontakte.",
  "already-exists": "Das gibt es schon.",
  "account-disabled": "Dieses Konto ist gesperrt.",
  "wrong-credentials": "Der Name oder das Passwort stimmt nicht.",
  blocked: "Diese Person nimmt keine Nachrichten von dir an.",
  expired: "Das ist abgelaufen.",
  "used-up": "Das wurde schon benutzt.",
  "last-owner": "Eine Gruppe braucht eine Leitung: Gib sie zuerst jemand anderem.",
  "device-limit": "Das Konto hat so viele Geräte, wie es haben darf.",
  "too-large": "Das ist zu groß.",
  "too-many": "Das sind zu viele.",
  "too-fast": "Zu viele Anfragen; warte einen Moment.",
  "invalid-request": "Der Server versteht diese Anfrage nicht.",
  "unknown-request": "Der Server kennt diese Anfrage nicht.",
  "changed-meanwhile": "Es hat sich inzwischen geändert; versuch es noch einmal.",
  draining: "Der Server wird gerade geschlossen; komm gleich wieder.",
  unavailable: "Ein Teil des Servers ist nicht zu erreichen; versuch es später noch einmal.",
  "internal-error": "Der Server hat einen Fehler gemacht; er ist festgehalten.",
};
const byCode: Readonly<Record<string, string>> = texts;

export const errors: FirstTexts["errors"] = {
  unknown: "Etwas ist schiefgegangen.",
  refused: (code, text) => byCode[code] ?? text,
};
