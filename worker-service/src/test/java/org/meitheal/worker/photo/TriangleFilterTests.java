package org.meitheal.worker.photo;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Rectangle;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TriangleFilterTests {
  /**
   * By hand: the first pixel's centre is 4/3, its triangle is 8/3 wide each way, so it weighs the
   * samples 0, 10, 20, 30 with 11, 15, 9 and 3.
   */
  @Test
  void theTriangleWidensWithTheScale() {
    RgbImage row = new RgbImage(8, 3);
    for (int i = 0; i < 24; i++) {
      row.set(0, i % 8, i / 8, i % 8 * 10);
    }
    SquareCut cut = new SquareCut(new SquareCut.Axis(8, 3, 0, 3), new SquareCut.Axis(3, 3, 0, 3));

    RgbImage small = TriangleFilter.scale(rows(row), cut);

    assertThat(small.sample(0, 0, 0)).isEqualTo(11);
    assertThat(small.sample(0, 1, 0)).isEqualTo(35);
    assertThat(small.sample(0, 2, 0)).isEqualTo(59);
  }

  @Test
  void theRegionIsAllThatTheSquareNeeds() {
    RgbImage image = noise(301, 97);
    SquareCut cut = SquareCut.of(301, 97, 32, Orientation.UPRIGHT);
    Rectangle region = cut.region();
    RgbImage part = new RgbImage(region.width, region.height);
    for (int channel = 0; channel < 3; channel++) {
      for (int y = 0; y < region.height; y++) {
        for (int x = 0; x < region.width; x++) {
          part.set(channel, x, y, image.sample(channel, region.x + x, region.y + y));
        }
      }
    }

    RgbImage expected = wholeThenCropped(image);

    assertThat(region.width).isLessThan(120);
    assertThat(TriangleFilter.scale(rows(part), cut).samples()).isEqualTo(expected.samples());
  }

  /** Scales all of it to 99 × 32 and then cuts the square out. */
  private static RgbImage wholeThenCropped(RgbImage image) {
    SquareCut.Axis across = new SquareCut.Axis(301, 99, 0, 99);
    SquareCut.Axis down = new SquareCut.Axis(97, 32, 0, 32);
    RgbImage whole = TriangleFilter.scale(rows(image), new SquareCut(across, down));
    RgbImage square = new RgbImage(32, 32);
    for (int channel = 0; channel < 3; channel++) {
      for (int y = 0; y < 32; y++) {
        for (int x = 0; x < 32; x++) {
          square.set(channel, x, y, whole.sample(channel, x + (99 - 32) / 2, y));
        }
      }
    }
    return square;
  }

  private static RgbImage noise(int width, int height) {
    RgbImage image = new RgbImage(width, height);
    new Random(7).nextBytes(image.samples());
    return image;
  }

  private static Rows rows(RgbImage image) {
    return new Rows() {
      @Override
      public int width() {
        return image.width();
      }

      @Override
      public int height() {
        return image.height();
      }

      @Override
      public void read(int y, byte[] rgb) {
        for (int x = 0; x < image.width(); x++) {
          for (int channel = 0; channel < 3; channel++) {
            rgb[3 * x + channel] = (byte) image.sample(channel, x, y);
          }
        }
      }
    };
  }
}
