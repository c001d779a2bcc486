// The calendar's elements, as JSX knows them.
import type { JSX } from "preact";

declare module "preact" {
  namespace JSX {
    interface IntrinsicElements {
      "calendar-date": JSX.HTMLAttributes<HTMLElement> & {
        value?: string;
        today?: string;
        locale?: string;
        firstDayOfWeek?: number;
        focusedDate?: string;
        formatWeekday?: "short" | "narrow";
        showOutsideDays?: boolean;
        getDayParts?: (date: Date) => string;
        onchange?: (event: Event) => void;
      };
      "calendar-month": JSX.HTMLAttributes<HTMLElement>;
    }
  }
}
