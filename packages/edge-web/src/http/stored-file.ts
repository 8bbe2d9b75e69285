import type { FastifyReply } from "fastify";
import { fileTypeFromBuffer } from "file-type";
import { rejection, type FileRecord } from "@elsewhere/core";
import type { Uploaded } from "@elsewhere/protocol";
import { refuse, type HttpContext } from "./context.ts";
import { imageSize } from "./image-size.ts";

type Written = Omit<FileRecord, "type" | "createdAt" | "width" | "height"> & { readonly start: Uint8Array };

/** Keeps the record of a file whose bytes are there: typed by them, and measured if it is an image. */
export async function storeFile(context: HttpContext, { start, ...file }: Written): Promise<Uploaded> {
  const { attachments, clock } = context.options;
  const type = await typeOf(start);
  const size = type.startsWith("image/") ? imageSize(start) : undefined;
  const record: FileRecord = { ...file, type, createdAt: clock.now() };
  await attachments.stored(record, size);
  return uploadedValue({ ...record, ...size });
}

/** What an uploader is told of a file. */
export function uploadedValue({ id, name, type, size, width, height }: FileRecord): Uploaded {
  const dimensions = width === undefined || height === undefined ? {} : { width, height };
  return { file: id, name, type, size, ...dimensions };
}

/** Only what the bytes themselves say counts. SVG and HTML could run scripts and are nothing special here. */
async function typeOf(start: Uint8Array): Promise<string> {
  const found = await fileTypeFromBuffer(start).catch(() => undefined);
  if (found === undefined || /xml|html|javascript|svg/.test(found.mime)) return unknownType;
  return found.mime.split(";", 1)[0] ?? unknownType;
}

const unknownType = "application/octet-stream";

/** A name without folders and control characters. */
export function fileName(name: string | undefined): string {
  const last = (name ?? "").split(/[/\\]/).at(-1) ?? "";
  // oxlint-disable-next-line no-control-regex
  const clean = last.replaceAll(/[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g, "").trim();
  if (clean === "" || clean === "." || clean === "..") return "file";
  // A character of two units may have been cut in the middle.
  return Buffer.from(clean.slice(0, 255)).toString("utf8");
}

export function tooLarge(reply: FastifyReply, limit: number): FastifyReply {
  return refuse(reply.header("connection", "close"), rejection("too-large", `More than ${limit} bytes.`));
}
