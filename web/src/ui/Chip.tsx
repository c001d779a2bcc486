// A choice that is on or off; chosen = signal ground and an ink edge.
import type { ComponentChildren } from "preact";

interface Props {
  pressed?: boolean;
  small?: boolean;
  onPress: () => void;
  children: ComponentChildren;
  label?: string;
}

export function Chip({ pressed, small, onPress, children, label }: Props) {
  return (
    <button type="button" class={small ? "chip small" : "chip"} aria-pressed={pressed} aria-label={label} onClick={onPress}>
      {children}
    </button>
  );
}
