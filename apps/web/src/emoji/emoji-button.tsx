import { lazy, Suspense } from "solid-js";
import { SmileIcon } from "../icons/writing-icons.tsx";
import { Popover } from "../icons/popover.tsx";
import { Late } from "../language/speaking.tsx";

const Picker = lazy(() => import("./emoji-picker.tsx").then(({ EmojiPicker }) => ({ default: EmojiPicker })));

/** Opens the emoji. They are fetched when they are first looked for. */
export function EmojiButton(props: { readonly label: string; readonly choose: (sign: string) => void }) {
  return (
    <Popover label={props.label} face={<SmileIcon />}>
      {(close) => (
        <EmojiChoice
          choose={(sign) => {
            close();
            props.choose(sign);
          }}
        />
      )}
    </Popover>
  );
}

/** The emoji themselves, where something is open already. */
export function EmojiChoice(props: { readonly choose: (sign: string) => void }) {
  return (
    <div class="emoji-room">
      <Suspense>
        <Late>
          <Picker choose={props.choose} />
        </Late>
      </Suspense>
    </div>
  );
}
