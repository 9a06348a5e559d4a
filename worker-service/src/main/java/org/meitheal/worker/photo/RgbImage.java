package org.meitheal.worker.photo;

/** Pixels in planes: all red, all green, all blue; row-major. */
public final class RgbImage {
  static final int CHANNELS = 3;

  private final int width;
  private final int height;
  private final byte[] samples;

  RgbImage(int width, int height) {
    this.width = width;
    this.height = height;
    this.samples = new byte[Math.multiplyExact(CHANNELS, Math.multiplyExact(width, height))];
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  /** 3 × height × width, not a copy. */
  public byte[] samples() {
    return samples;
  }

  int sample(int channel, int x, int y) {
    return samples[(channel * height + y) * width + x] & 0xff;
  }

  void set(int channel, int x, int y, int value) {
    samples[(channel * height + y) * width + x] = (byte) value;
  }
}
