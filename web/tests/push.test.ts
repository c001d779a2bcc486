import { describe, expect, it } from "vitest";
import { bytesOf, deviceName } from "../src/notify/push";

describe("push", () => {
  it("reads the server's key as bytes, whatever its alphabet", () => {
    expect([...bytesOf("-_8B")]).toEqual([251, 255, 1]);
  });

  it("names a device as people do", () => {
    expect(deviceName("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")).toBe("Firefox on Linux");
    expect(deviceName("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) AppleWebKit/605 Version/18.0 Safari/605")).toBe("Safari on iOS");
    expect(deviceName("curl")).toBe("A browser on this device");
  });
});
