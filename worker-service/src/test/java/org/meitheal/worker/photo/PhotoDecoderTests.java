package org.meitheal.worker.photo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.WritableRaster;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meitheal.worker.photo.PhotoException.Reason;
import org.meitheal.worker.support.RunningWorker;

class PhotoDecoderTests {
  private static final int SIZE = 32;
  private static final int ORANGE = 0xffff8040;

  private final PhotoDecoder decoder = new PhotoDecoder(4_000_000);

  @ParameterizedTest
  @CsvSource({"png, 100, 60", "png, 60, 100", "png, 20, 20", "jpeg, 100, 60", "png, 900, 3"})
  void onePlainColourStaysThatColour(String format, int width, int height) throws Exception {
    BufferedImage image = Images.filled(width, height, BufferedImage.TYPE_INT_RGB, ORANGE);

    assertColour(decode(Images.file(image, format), SIZE), 0xff, 0x80, 0x40, 2);
  }

  @Test
  void transparencyIsSeenOnWhite() throws Exception {
    BufferedImage image = Images.filled(40, 40, BufferedImage.TYPE_INT_ARGB, 0x80000000);

    assertColour(decode(Images.file(image, "png"), SIZE), 127, 127, 127, 1);
  }

  @Test
  void paletteWithTransparency() throws Exception {
    byte[] reds = {0, (byte) 200};
    byte[] alphas = {0, (byte) 255};
    IndexColorModel palette = new IndexColorModel(8, 2, reds, new byte[2], new byte[2], alphas);
    BufferedImage clear = new BufferedImage(40, 40, BufferedImage.TYPE_BYTE_INDEXED, palette);
    byte[] transparent = Images.file(clear, "png");
    for (int y = 0; y < 40; y++) {
      for (int x = 0; x < 40; x++) {
        clear.getRaster().setSample(x, y, 0, 1);
      }
    }

    assertColour(decode(transparent, SIZE), 255, 255, 255, 0);
    assertColour(decode(Images.file(clear, "png"), SIZE), 200, 0, 0, 0);
  }

  @Test
  void sixteenBitsAreCutToEight() throws Exception {
    ColorModel model =
        new ComponentColorModel(
            java.awt.color.ColorSpace.getInstance(java.awt.color.ColorSpace.CS_sRGB),
            false,
            false,
            ColorModel.OPAQUE,
            DataBuffer.TYPE_USHORT);
    WritableRaster raster = model.createCompatibleWritableRaster(40, 40);
    for (int y = 0; y < 40; y++) {
      for (int x = 0; x < 40; x++) {
        raster.setPixel(x, y, new int[] {0x12ff, 0x8000, 0xfe01});
      }
    }
    BufferedImage image = new BufferedImage(model, raster, false, null);

    assertColour(decode(Images.file(image, "png"), SIZE), 0x12, 0x80, 0xfe, 0);
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        BufferedImage.TYPE_BYTE_GRAY,
        BufferedImage.TYPE_USHORT_GRAY,
        BufferedImage.TYPE_BYTE_BINARY
      })
  void greyIsTakenAsItIsStored(int type) throws Exception {
    BufferedImage image = new BufferedImage(40, 40, type);
    int stored = type == BufferedImage.TYPE_BYTE_BINARY ? 1 : 77;
    for (int y = 0; y < 40; y++) {
      for (int x = 0; x < 40; x++) {
        int sample = type == BufferedImage.TYPE_USHORT_GRAY ? stored << 8 : stored;
        image.getRaster().setSample(x, y, 0, sample);
      }
    }
    int grey = type == BufferedImage.TYPE_BYTE_BINARY ? 255 : stored;

    assertColour(decode(Images.file(image, "png"), SIZE), grey, grey, grey, 0);
  }

  @Test
  void fourInks() throws Exception {
    assertColour(decode(Images.cmyk(40, 40, 0, 255, 255, 0), SIZE), 255, 0, 0, 3);
    assertColour(decode(Images.cmyk(40, 40, 0, 0, 0, 128), SIZE), 127, 127, 127, 3);
  }

  @Test
  void largePhotosAreThinnedOutToAboutTheSame() throws Exception {
    BufferedImage large = gradient(4000, 3600);
    RgbImage square =
        new PhotoDecoder(50_000_000).decode(ByteBuffer.wrap(Images.file(large, "png")), SIZE);
    RgbImage small = decode(Images.file(gradient(1000, 900), "png"), SIZE);

    for (int i = 0; i < square.samples().length; i++) {
      assertThat(square.samples()[i] & 0xff)
          .isBetween((small.samples()[i] & 0xff) - 2, (small.samples()[i] & 0xff) + 2);
    }
  }

  @Test
  void theHeaderIsEnoughToRefuseTooManyPixels() {
    assertThatThrownBy(() -> decode(Images.claimedPng(50_000, 50_000), SIZE))
        .isInstanceOfSatisfying(
            PhotoException.class,
            refused -> assertThat(refused.reason()).isEqualTo(Reason.TOO_MANY_PIXELS));
  }

  @Test
  void brokenFilesAreNoImages() {
    byte[] cut = Arrays.copyOf(RunningWorker.sample("coffee.png"), 20_000);
    byte[] header = Arrays.copyOf(RunningWorker.sample("coffee.jpg"), 30);

    assertNoImage(cut);
    assertNoImage(header);
    assertNoImage(Images.claimedPng(100, 100));
    assertNoImage("hello".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    assertNoImage(
        new byte[] {0x47, 0x49, 0x46, 0x38, 0x39, 0x61, 1, 0, 1, 0, 0, 0, 0, 0x3b}); // GIF
  }

  /** Whatever the bytes are, the answer is pixels or a {@link PhotoException}. */
  @ParameterizedTest
  @ValueSource(strings = {"coffee.jpg", "coffee.png", "coffee-rotated.jpg"})
  void damagedPhotosNeverSurprise(String sample) {
    byte[] photo = RunningWorker.sample(sample);
    for (int seed = 0; seed < 60; seed++) {
      byte[] damaged = photo.clone();
      Random random = new Random(seed);
      int reach = seed % 2 == 0 ? 700 : damaged.length;
      for (int i = 0; i < 12; i++) {
        damaged[random.nextInt(reach)] = (byte) random.nextInt(256);
      }
      try {
        assertThat(decode(damaged, SIZE).width()).isEqualTo(SIZE);
      } catch (PhotoException refused) {
        assertThat(refused.getMessage()).as("seed " + seed).doesNotContain("Exception");
      }
    }
  }

  private RgbImage decode(byte[] photo, int size) throws PhotoException {
    return decoder.decode(ByteBuffer.wrap(photo), size);
  }

  private void assertNoImage(byte[] bytes) {
    assertThatThrownBy(() -> decode(bytes, SIZE))
        .isInstanceOfSatisfying(
            PhotoException.class,
            refused -> assertThat(refused.reason()).isEqualTo(Reason.NOT_AN_IMAGE));
  }

  private static BufferedImage gradient(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, 255 * x / width << 16 | 255 * y / height << 8 | 9);
      }
    }
    return image;
  }

  private static void assertColour(RgbImage image, int red, int green, int blue, int tolerance) {
    assertThat(image.width()).isEqualTo(SIZE);
    assertThat(image.height()).isEqualTo(SIZE);
    int[] expected = {red, green, blue};
    for (int channel = 0; channel < 3; channel++) {
      for (int y = 0; y < SIZE; y++) {
        for (int x = 0; x < SIZE; x++) {
          assertThat(image.sample(channel, x, y))
              .isBetween(expected[channel] - tolerance, expected[channel] + tolerance);
        }
      }
    }
  }
}
