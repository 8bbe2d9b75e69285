import type { ConversationId, DeviceId, TopicId } from "../names.ts";
import type { Entry, MessageBody } from "../topic/entry.ts";
import { usesFormatting } from "../conversation/formatting.ts";
import { messageDatum, type Datum } from "./datum.ts";

/** What an entry is to the plan. `from`: the device whose command made it. */
export function datumOfEntry(topic: TopicId, entry: Entry, from: DeviceId | undefined): Datum {
  const { body } = entry;
  const conversation = topic as ConversationId;
  const device = from ?? ("" as DeviceId);
  switch (body.type) {
    case "message":
      return messageDatum(conversation, entry.offset, body, usesFormatting(body.text));
    case "revised":
      return revision(conversation, body.of, body.by, body.change, body.message, device);
    case "receipt":
      return { type: "receipt", conversation, by: body.account };
    case "info":
    case "member":
    case "link":
      return { type: "conversation-change", conversation };
    case "joined":
    case "kept":
      return { type: "conversation-change", conversation: body.conversation };
    case "read":
      return { type: "read-mark", conversation: body.conversation, device };
    case "draft":
      return { type: "draft", conversation: body.conversation, device: body.device };
    case "contact":
      return { type: "contact-change", contact: body.account };
    case "device":
      return { type: "account-change", change: "devices" };
    case "settings":
    case "status":
    case "profile":
      return { type: "account-change", change: body.type };
  }
}

function revision(
  conversation: ConversationId,
  of: number,
  by: MessageBody["by"],
  change: "edited" | "deleted" | "reacted",
  message: MessageBody,
  device: DeviceId,
): Datum {
  const { rich, carries } = messageDatum(conversation, of, message, usesFormatting(message.text));
  return { type: "revision", conversation, of, by, device, change, rich, carries };
}
