import { Match, Switch, type JSX } from "solid-js";
import type { PointValue } from "@elsewhere/protocol/values";

/** Two circles that overlap: here and elsewhere. */
export function Mark() {
  return (
    <svg class="mark" width="30" height="20" viewBox="0 0 30 20" fill="none" aria-hidden="true">
      <circle cx="10" cy="10" r="8.5" class="mark-here" />
      <circle cx="20" cy="10" r="8.5" class="mark-elsewhere" />
    </svg>
  );
}

/** The hand all icons are drawn in. */
export function Icon(props: {
  readonly width?: number;
  readonly class?: string;
  readonly children: JSX.Element;
}) {
  return (
    <svg
      class={props.class ?? "icon"}
      width={props.width ?? 20}
      height="20"
      viewBox={`0 0 ${props.width ?? 20} 20`}
      fill="none"
      stroke="currentColor"
      stroke-width="1.7"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      {props.children}
    </svg>
  );
}

/** A bell that is crossed out. */
export function MutedIcon() {
  return (
    <Icon>
      <path d="M6 8a4 4 0 0 1 8 0c0 4 2 5 2 5H4s2-1 2-5M9 16h2M3 3l14 14" />
    </Icon>
  );
}

/** A pin that holds a note. */
export function PinIcon() {
  return (
    <Icon>
      <path d="M7 3h6l-1 6 3 3H5l3-3zM10 12v5" />
    </Icon>
  );
}

/** The shape of a kind of place. */
export function PlaceIcon(props: { readonly kind: PointValue["kind"] }) {
  return (
    <Switch
      fallback={
        <Icon width={22}>
          <rect x="3" y="3.5" width="16" height="10" rx="1.5" />
          <path d="M1 16.5h20" />
        </Icon>
      }
    >
      <Match when={props.kind === "phone"}>
        <Icon width={14}>
          <rect x="1.5" y="1.5" width="11" height="17" rx="2" />
          <path d="M6 15.8h2" />
        </Icon>
      </Match>
      <Match when={props.kind === "sip"}>
        <Icon>
          <rect x="2" y="7" width="16" height="10" rx="2" />
          <path d="M4 7c0-4 12-4 12 0M7 11h6M7 14h6" />
        </Icon>
      </Match>
      <Match when={props.kind === "app"}>
        <Icon width={22}>
          <rect x="2" y="3" width="18" height="12" rx="1.5" />
          <path d="M7 18h8" />
        </Icon>
      </Match>
      <Match when={props.kind === "script"}>
        <Icon>
          <rect x="1.5" y="3" width="17" height="14" rx="2" />
          <path d="m5 8 3 2.5L5 13M10.5 13H14" />
        </Icon>
      </Match>
    </Switch>
  );
}

export const BackIcon = () => (
  <Icon class="icon pointing">
    <path d="M12.5 4 6.5 10l6 6" />
  </Icon>
);
export const ClipIcon = () => (
  <Icon>
    <path d="m15.5 9.5-5.8 5.8a3.6 3.6 0 0 1-5.1-5.1l6.2-6.2a2.4 2.4 0 0 1 3.4 3.4L8 13.6a1.2 1.2 0 0 1-1.7-1.7l5.5-5.5" />
  </Icon>
);
export const MoreIcon = () => (
  <Icon>
    <path d="M4.5 10h.01M10 10h.01M15.5 10h.01" stroke-width="2.6" />
  </Icon>
);
export const FindIcon = () => (
  <Icon>
    <circle cx="8.5" cy="8.5" r="5.2" />
    <path d="m12.5 12.5 4.5 4.5" />
  </Icon>
);
export const CloseIcon = () => (
  <Icon>
    <path d="m5 5 10 10M15 5 5 15" />
  </Icon>
);
export const FileIcon = () => (
  <Icon width={16}>
    <path d="M3 2.5h6l4 4v11H3zM9 2.5v4h4" />
  </Icon>
);
export const PeopleIcon = () => (
  <Icon>
    <circle cx="7.5" cy="6.5" r="3" />
    <path d="M2 16.5c0-3.6 2.4-5.4 5.5-5.4s5.5 1.8 5.5 5.4M13 3.8a3 3 0 0 1 0 5.4M15 11.5c2 .6 3 2.3 3 5" />
  </Icon>
);
export const GroupIcon = () => (
  <Icon>
    <path d="M10 4v12M4 10h12" />
  </Icon>
);
export const KeyIcon = () => (
  <Icon>
    <circle cx="6.5" cy="13.5" r="3.5" />
    <path d="M9 11 16.5 3.5M13.5 6.5l2.5 2.5" />
  </Icon>
);
export const GearIcon = () => (
  <Icon>
    <path d="M3 6h6M13 6h4M3 14h3M10 14h7" />
    <circle cx="11" cy="6" r="2" />
    <circle cx="8" cy="14" r="2" />
  </Icon>
);
export const GripIcon = () => (
  <Icon>
    <path d="M7.5 5v.01M12.5 5v.01M7.5 10v.01M12.5 10v.01M7.5 15v.01M12.5 15v.01" stroke-width="2.6" />
  </Icon>
);
