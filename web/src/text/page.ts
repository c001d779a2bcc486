// What browsers and shops say of the page itself.

export const description = "Your day as a line: tasks that repeat, remind and can be undone.";
export const needsJavaScript = "Tasklark needs JavaScript to show your tasks.";
