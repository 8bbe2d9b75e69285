import { createSignal, Show } from "solid-js";
import { MoreIcon } from "../icons/icons.tsx";
import { Popover } from "../icons/popover.tsx";
import { Sheet } from "../icons/sheet.tsx";
import { Tabs } from "../icons/tabs.tsx";

export function Overlays() {
  const [open, setOpen] = createSignal(false);
  const [tab, setTab] = createSignal<"media" | "files">("media");
  return (
    <div class="gallery-columns">
      <div class="gallery-line">
        <button type="button" onClick={() => setOpen(true)}>
          Open a sheet
        </button>
        <Popover label="Open a menu" face={<MoreIcon />}>
          {(close) => (
            <div class="menu">
              <button type="button" onClick={close}>
                Reply
              </button>
              <button type="button" onClick={close}>
                Copy the text
              </button>
              <button type="button" class="danger" onClick={close}>
                Delete
              </button>
            </div>
          )}
        </Popover>
        <Show when={open()}>
          <Sheet heading="A sheet" closed={() => setOpen(false)}>
            <p>The focus is inside, and goes back where it was.</p>
          </Sheet>
        </Show>
      </div>
      <section class="shared">
        <Tabs
          label="Sent here"
          chosen={tab()}
          choose={setTab}
          tabs={[
            { key: "media", words: "Pictures and films" },
            { key: "files", words: "Files" },
          ]}
        >
          <p class="hint">{tab() === "media" ? "No pictures or films yet." : "No files yet."}</p>
        </Tabs>
      </section>
      <div class="why">
        <h2>Why it came here silently</h2>
        <dl>
          <div>
            <dt>Laptop, here</dt>
            <dd>shown, no sound: you were active on the desk phone</dd>
          </div>
          <div>
            <dt>Phone</dt>
            <dd>not woken: read within 8 s elsewhere</dd>
          </div>
        </dl>
        <footer>
          <button type="button" class="link">
            Change this
          </button>
        </footer>
      </div>
    </div>
  );
}
