import { Icon } from "./icons.tsx";

/** Signs of what is done with a message that is being written. */
export function SmileIcon() {
  return (
    <Icon>
      <circle cx="10" cy="10" r="7.5" />
      <path d="M7 12c1.6 2 4.4 2 6 0M7.6 8v.4M12.4 8v.4" />
    </Icon>
  );
}

export function MarksIcon() {
  return (
    <Icon>
      <path d="M2.5 15 6.5 5l4 10M4 11.5h5M17.5 10.5v4.5M17.5 12.7a2.4 2.4 0 1 1-2.4-2.2c1.3 0 2.4 1 2.4 2.2" />
    </Icon>
  );
}

export function MicIcon() {
  return (
    <Icon>
      <rect x="7" y="2.5" width="6" height="10" rx="3" />
      <path d="M4.5 9.5c0 7.3 11 7.3 11 0M10 15v2.5" />
    </Icon>
  );
}

export function PlayIcon() {
  return (
    <Icon>
      <path d="M6.5 4v12l9-6z" fill="currentColor" />
    </Icon>
  );
}

export function PauseIcon() {
  return (
    <Icon>
      <path d="M7 4.5v11M13 4.5v11" stroke-width="3" />
    </Icon>
  );
}

export function ReplyIcon() {
  return (
    <Icon>
      <path d="M8 5 3.5 9.5 8 14M3.5 9.5H12c3 0 4.5 2 4.5 5.5" />
    </Icon>
  );
}

export function BinIcon() {
  return (
    <Icon>
      <path d="M3.5 5.5h13M8 5.5V3.5h4v2M5.5 5.5l.8 11h7.4l.8-11" />
    </Icon>
  );
}
