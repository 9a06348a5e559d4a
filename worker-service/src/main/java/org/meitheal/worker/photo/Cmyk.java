package org.meitheal.worker.photo;

import java.awt.image.Raster;
import java.io.IOException;
import javax.imageio.ImageReader;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** JPEGs of four inks, as image editors write them. */
final class Cmyk {
  private static final int BANDS = 4;
  private static final int FULL = 255;

  private Cmyk() {}

  /** How the samples are stored. Adobe's programs invert them: 255 is no ink. */
  enum Form {
    PLAIN,
    ADOBE_CMYK,
    /** As Adobe's, with the first three as YCbCr. */
    ADOBE_YCCK
  }

  static Form form(ImageReader reader) throws IOException {
    Element root = (Element) reader.getImageMetadata(0).getAsTree("javax_imageio_jpeg_image_1.0");
    NodeList adobe = root.getElementsByTagName("app14Adobe");
    if (adobe.getLength() == 0) {
      return Form.PLAIN;
    }
    String transform = ((Element) adobe.item(0)).getAttribute("transform");
    return transform.equals("2") ? Form.ADOBE_YCCK : Form.ADOBE_CMYK;
  }

  static Rows rows(Raster raster, Form form) throws IOException {
    if (raster.getNumBands() != BANDS) {
      throw new IOException("images of %d bands are not known".formatted(raster.getNumBands()));
    }
    return new Inks(raster, form);
  }

  private record Inks(Raster raster, Form form) implements Rows {
    @Override
    public int width() {
      return raster.getWidth();
    }

    @Override
    public int height() {
      return raster.getHeight();
    }

    @Override
    public void read(int y, byte[] rgb) {
      int[] row = raster.getPixels(0, y, width(), 1, new int[width() * BANDS]);
      int[] light = new int[BANDS];
      for (int x = 0; x < width(); x++) {
        toLight(row, x * BANDS, form, light);
        for (int channel = 0; channel < RgbImage.CHANNELS; channel++) {
          rgb[3 * x + channel] = (byte) ((light[channel] * light[BANDS - 1] + FULL / 2) / FULL);
        }
      }
    }
  }

  /** What each ink lets through. */
  private static void toLight(int[] row, int at, Form form, int[] light) {
    System.arraycopy(row, at, light, 0, BANDS);
    switch (form) {
      case PLAIN -> {
        for (int i = 0; i < BANDS; i++) {
          light[i] = FULL - light[i];
        }
      }
      case ADOBE_CMYK -> {}
      case ADOBE_YCCK -> fromYcc(row, at, light);
    }
  }

  private static void fromYcc(int[] row, int at, int[] light) {
    double luma = row[at];
    double blue = row[at + 1] - 128.0;
    double red = row[at + 2] - 128.0;
    light[0] = clamp(luma + 1.402 * red);
    light[1] = clamp(luma - 0.344136 * blue - 0.714136 * red);
    light[2] = clamp(luma + 1.772 * blue);
  }

  private static int clamp(double value) {
    return Math.clamp(Math.round(value), 0, FULL);
  }
}
