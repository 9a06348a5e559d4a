package org.meitheal.core.partition;

/** Height and width of an image or an activation, in pixels. */
public record Size(int height, int width) {
  public Size {
    if (height < 1 || width < 1) {
      throw new IllegalArgumentException("no size: %d×%d".formatted(height, width));
    }
  }

  public long pixels() {
    return (long) height * width;
  }
}
