// Parts that are fetched when first shown, and parts that are drawn again only when their props change.
import { Component, type ComponentType, type VNode } from "preact";
import { useEffect, useState } from "preact/hooks";

/** A component whose code comes when it is first mounted; nothing shows until then. */
export function lazy<P extends object>(load: () => Promise<ComponentType<P>>): (props: P) => VNode | null {
  let loaded: ComponentType<P> | null = null;
  return function Lazy(props: P) {
    const [, ready] = useState(loaded !== null);
    useEffect(() => {
      if (loaded) return;
      load().then(
        (part) => {
          loaded = part;
          ready(true);
        },
        (error: unknown) => console.error(error),
      );
    }, []);
    const Part = loaded;
    return Part ? <Part {...props} /> : null;
  };
}

/** Skips drawing while every prop is the same value as before. */
export function memo<P extends object>(Part: (props: P) => VNode | null): ComponentType<P> {
  return class Memo extends Component<P> {
    override shouldComponentUpdate(next: P): boolean {
      const before = this.props as Record<string, unknown>;
      const after = next as Record<string, unknown>;
      return Object.keys({ ...before, ...after }).some((name) => before[name] !== after[name]);
    }
    override render() {
      return <Part {...(this.props as P)} />;
    }
  };
}
