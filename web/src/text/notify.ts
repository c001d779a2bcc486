// Reminders that ring, and the browser that lets them.

export const notifications = "Notifications";
export const keptOff = "Your browser keeps them off";
export const inOpenPage = "Reminders show in the open page.";
export const ringHere = "Ring on this computer?";
export const asksOnce = "Your browser asks once. Without it a reminder shows only in an open page.";
export const notNow = "Not now";
export const didYouSee = "Did you see it?";
export const testWasShown = "A test was just shown by your browser.";
export const yes = "Yes";
export const no = "No";
export const heldBack = "Then the system holds it back";
export const ringAgain = "Ring again";

export const dueOn = (when: string) => `due ${when}`;
export const rangLate = " · rang late: Tasklark was not running";
export const closeRing = (title: string) => `Close: ${title}`;
export const remindersRang = (count: number) => `${count} reminders rang`;
export const allSeen = "All seen";

export const testTitle = "This is how a reminder rings";
export const testBody = "A test from Tasklark";

export const notSecure = "This address is not secure. Open Tasklark on the computer it runs on, or by https.";
export const homeScreenFirst = "Add Tasklark to the Home Screen first, then open it from there.";
export const noNotifications = "This browser has no notifications.";
export const howToUnblock = "Click the lock or the sliders beside the address, then allow notifications.";
/** Where the system itself may hold notifications back. */
export const systemSteps = {
  mac: "System Settings, Notifications, your browser: allow, and check that no Focus is on.",
  windows: "Settings, System, Notifications: allow your browser, and check that Do not disturb is off.",
  android: "Settings, Apps, your browser, Notifications: allow them.",
  other: "Check that notifications are on for your browser in the system’s settings, and that Do not disturb is off.",
} as const;

export const noWorker = "This browser has no service worker here.";
export const noPushService = "This browser’s push service cannot be reached, or pushing is switched off in it.";
export const deviceOn = (browser: string, system: string) => `${browser} on ${system}`;
export const aBrowser = "A browser";
export const thisDevice = "this device";
