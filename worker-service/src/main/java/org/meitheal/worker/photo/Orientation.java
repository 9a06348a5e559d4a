package org.meitheal.worker.photo;

/**
 * How a stored image must be turned to stand upright: EXIF's values 1 to 8. Transposition goes
 * first, then the flips.
 *
 * @param transposed rows become columns
 * @param flippedAcross left and right change places
 * @param flippedDown top and bottom change places
 */
record Orientation(boolean transposed, boolean flippedAcross, boolean flippedDown) {
  static final Orientation UPRIGHT = new Orientation(false, false, false);

  /** Anything but 2 to 8 means upright, as cameras write zeros too. */
  static Orientation ofExif(int value) {
    return switch (value) {
      case 2 -> new Orientation(false, true, false);
      case 3 -> new Orientation(false, true, true);
      case 4 -> new Orientation(false, false, true);
      case 5 -> new Orientation(true, false, false);
      case 6 -> new Orientation(true, true, false);
      case 7 -> new Orientation(true, true, true);
      case 8 -> new Orientation(true, false, true);
      default -> UPRIGHT;
    };
  }

  /** Turns a square image. */
  RgbImage apply(RgbImage stored) {
    if (equals(UPRIGHT)) {
      return stored;
    }
    RgbImage upright = new RgbImage(stored.width(), stored.height());
    for (int channel = 0; channel < RgbImage.CHANNELS; channel++) {
      for (int y = 0; y < upright.height(); y++) {
        for (int x = 0; x < upright.width(); x++) {
          upright.set(channel, x, y, source(stored, channel, x, y));
        }
      }
    }
    return upright;
  }

  private int source(RgbImage stored, int channel, int x, int y) {
    int across = flippedAcross ? stored.width() - 1 - x : x;
    int down = flippedDown ? stored.height() - 1 - y : y;
    return transposed ? stored.sample(channel, down, across) : stored.sample(channel, across, down);
  }
}
