import { describe, expect, it } from "vitest";
import type { AccountName, DeviceId, FileId } from "../names.ts";
import type { Capability } from "../points/point.ts";
import type { Entry, MessageBody } from "../topic/entry.ts";
import { Adapting } from "./adapt.ts";

const adapting = new Adapting((file) => `https://example.org/files/${file}`);
const able = (...capabilities: Capability[]) => ({ capabilities });
const picture = { file: "f1" as FileId, name: "plan.png", type: "image/png", size: 10 };

function message(part: Partial<MessageBody>): Entry<MessageBody> {
  const body: MessageBody = {
    type: "message",
    by: "alice" as AccountName,
    device: "laptop" as DeviceId,
    command: "c1",
    text: "",
    ...part,
  };
  return { offset: 4, at: 1, body };
}

describe("adapting messages to what a point can show", () => {
  it("[ADAPT1] a point that can show everything gets the entry itself", () => {
    const entry = message({ text: "*now*", files: [picture] });
    expect(adapting.entry(entry, able("text", "rich-text", "image"))).toBe(entry);
    const plain = message({ text: "now" });
    expect(adapting.entry(plain, able("text"))).toBe(plain);
  });

  it("[ADAPT2] without rich text the marks that took effect are gone and every word stays", () => {
    const entry = message({
      text: "*Come* to `room 3`\n> at ten\n```\n1 * 2\n```and 3 * 4, see https://example.org/a_b_",
    });
    const { text } = adapting.entry(entry, able("text")).body;
    expect(text).toBe("Come to room 3\n> at ten\n1 * 2\nand 3 * 4, see https://example.org/a_b_");
  });

  it("[ADAPT3] a file that cannot be shown is a line with its name and a link", () => {
    const entry = message({ text: "the plan", files: [picture] });
    const { body } = adapting.entry(entry, able("text"));
    expect(body.text).toBe("the plan\nplan.png: https://example.org/files/f1");
    expect(body.files).toBeUndefined();
    const noText = adapting.entry(message({ files: [picture] }), able("text")).body;
    expect(noText.text).toBe("plan.png: https://example.org/files/f1");
  });

  it("[ADAPT3] a point that shows images keeps them, and gets other files as links", () => {
    const document = { ...picture, file: "f2" as FileId, name: "a.pdf", type: "application/pdf" };
    expect(adapting.entry(message({ files: [picture] }), able("text", "image")).body.files).toEqual([
      picture,
    ]);
    expect(adapting.entry(message({ files: [document] }), able("text", "image")).body.text).toContain(
      "a.pdf: ",
    );
  });

  it("[ADAPT6] a voice message is a line with its length", () => {
    const voice = {
      ...picture,
      name: "voice.webm",
      type: "audio/webm",
      voice: { duration: 64_600, waveform: [1] },
    };
    const { body } = adapting.entry(message({ files: [voice] }), able("text", "image"));
    expect(body.text).toBe("voice.webm (1:05): https://example.org/files/f1");
    const whole = message({ files: [voice] });
    expect(adapting.entry(whole, able("text", "file"))).toBe(whole);
  });

  it("[ADAPT4] an edit is adapted like the message it is of", () => {
    const { body } = message({ text: "*later*" });
    const revised = {
      type: "revised",
      of: 4,
      by: body.by,
      change: "edited",
      sentAt: 1,
      message: body,
    } as const;
    const entry: Entry = { offset: 5, at: 2, body: revised };
    const form = adapting.entry(entry, able("text")).body;
    expect(form).toEqual({ ...revised, message: { ...body, text: "later" } });
  });

  it("[ADAPT5] the same form of an entry is made once, so that it is encoded once", () => {
    const entry = message({ text: "*now*" });
    const form = adapting.entry(entry, able("text"));
    expect(adapting.entry(entry, able("text", "push"))).toBe(form);
    expect(form).not.toBe(entry);
  });
});
