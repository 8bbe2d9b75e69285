import { describe, expect, it } from "vitest";
import type { AccountName, CardId, FileId } from "../names.ts";
import { alice, bob, Desk, withBob } from "../testing/desk.ts";
import { attachmentsOf } from "./attachment-kinds.ts";
import { deleteMessage, editMessage, sendMessage } from "./message.ts";

const url = "https://example.org/piece";
const image = { file: "shot" as FileId, name: "shot.png", type: "image/png", size: 3 };
const card = { url, title: "A piece", image };
const id = "card1" as CardId;

function deskWithCard(by: AccountName = alice): Desk {
  const desk = new Desk(alice, bob);
  desk.cards.push({ id, by, at: 1, card });
  return desk;
}

const send = (desk: Desk, text: string, cards: readonly CardId[] = [id]) =>
  desk.does(sendMessage, alice, { to: { account: bob }, text, cards });
const place = { conversation: withBob, offset: 4 };

describe("cards of links", () => {
  it("[CARD1] a message goes with the cards of its links, each once, as the server knows them", () => {
    const desk = deskWithCard();
    send(desk, `Look: ${url}`, [id, id]);
    expect(desk.message(withBob, 4)?.cards).toEqual([card]);
  });

  it("[CARD1] cards of others, unknown ones, and those of no link in the text are left out, and the message goes", () => {
    for (const [desk, text, cards] of [
      [deskWithCard(bob), `Look: ${url}`, [id]],
      [deskWithCard(), `Look: ${url}`, ["gone" as CardId]],
      [deskWithCard(), "Look", [id]],
    ] as const) {
      send(desk, text, cards);
      expect(desk.message(withBob, 4)).toMatchObject({ text });
      expect(desk.message(withBob, 4)).not.toHaveProperty("cards");
    }
  });

  it("[CARD2] an edit keeps the cards whose link stays, a deletion none", () => {
    const desk = deskWithCard();
    send(desk, `Look: ${url}`);
    desk.does(editMessage, alice, { place, text: `See ${url}` });
    expect(desk.message(withBob, 4)?.cards).toEqual([card]);
    desk.does(editMessage, alice, { place, text: "See nothing" });
    expect(desk.message(withBob, 4)).not.toHaveProperty("cards");
    desk.does(editMessage, alice, { place, text: `See ${url} again` });
    expect(desk.message(withBob, 4)).not.toHaveProperty("cards");
    const other = deskWithCard();
    send(other, `Look: ${url}`);
    other.does(deleteMessage, alice, { place });
    expect(JSON.stringify(other.message(withBob, 4))).not.toContain("example.org");
  });

  it("[CARD3] pictures and films are looked at, everything else is a file; pictures of cards are neither", () => {
    const files = ["image/png", "video/mp4", "audio/ogg", "application/pdf"].map((type, index) => ({
      ...image,
      file: `f${index}` as FileId,
      type,
    }));
    const body = {
      type: "message",
      by: alice,
      device: "d",
      command: "c",
      text: "",
      files,
      cards: [card],
    } as never;
    expect(attachmentsOf(body, "media").map((file) => file.type)).toEqual(["image/png", "video/mp4"]);
    expect(attachmentsOf(body, "files").map((file) => file.type)).toEqual(["audio/ogg", "application/pdf"]);
  });
});
