/** Fetches the archive of the account and has the browser save it; `told` hears how many bytes there are so far. Rejects with `Error`. */
export async function downloadEverything(account: string, told: (bytes: number) => void): Promise<number> {
  const response = await fetch("/api/v1/export", { credentials: "same-origin" });
  if (!response.ok || response.body === null) throw new Error(`HTTP ${response.status}`);
  let bytes = 0;
  const counting = new TransformStream<Uint8Array, Uint8Array>({
    transform(piece, out) {
      bytes += piece.length;
      told(bytes);
      out.enqueue(piece);
    },
  });
  // A blob of a stream may lie on the disk: it need not fit into memory.
  const blob = await new Response(response.body.pipeThrough(counting)).blob();
  save(blob, `elsewhere-${account}.zip`);
  return bytes;
}

function save(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // The browser has begun to save it by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
