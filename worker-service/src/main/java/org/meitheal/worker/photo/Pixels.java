package org.meitheal.worker.photo;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;

/**
 * Reads an image's bands as they are stored, without colour management, and makes RGB of them: one
 * band is grey, two are grey and alpha, three RGB, four RGB and alpha, or CMYK in a JPEG.
 */
final class Pixels {
  private static final int OPAQUE = 255;
  private static final int CMYK_BANDS = 4;

  private Pixels() {}

  static Rows read(ImageReader reader, ImageReadParam parameters) throws IOException {
    if (isCmyk(reader)) {
      return Cmyk.rows(reader.readRaster(0, parameters), Cmyk.form(reader));
    }
    BufferedImage image = reader.read(0, parameters);
    Raster raster = image.getRaster();
    return switch (image.getColorModel()) {
      case IndexColorModel palette -> new Palette(raster, palette);
      case ColorModel model when isPlainRgb(raster, model) -> new PlainRgb(raster);
      case ColorModel model -> new Bands(raster, model);
    };
  }

  /**
   * The JPEG reader has no image type for four inks, or takes the fourth for transparency. A JPEG
   * has none, and of our readers only that of JPEGs gives rasters.
   */
  private static boolean isCmyk(ImageReader reader) throws IOException {
    if (!reader.canReadRaster()) {
      return false;
    }
    Iterator<ImageTypeSpecifier> types = reader.getImageTypes(0);
    return !types.hasNext() || types.next().getNumBands() == CMYK_BANDS;
  }

  private static boolean isPlainRgb(Raster raster, ColorModel model) {
    return raster.getNumBands() == RgbImage.CHANNELS
        && raster.getTransferType() == DataBuffer.TYPE_BYTE
        && raster.getNumDataElements() == RgbImage.CHANNELS
        && model.getComponentSize(0) == Byte.SIZE;
  }

  private static int onWhite(int value, int alpha) {
    return alpha == OPAQUE ? value : (value * alpha + OPAQUE * (OPAQUE - alpha) + 127) / OPAQUE;
  }

  /** What nearly all photos are. */
  private record PlainRgb(Raster raster) implements Rows {
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
      raster.getDataElements(0, y, width(), 1, rgb);
    }
  }

  private record Palette(Raster raster, IndexColorModel palette) implements Rows {
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
      int[] row = raster.getSamples(0, y, width(), 1, 0, new int[width()]);
      for (int x = 0; x < row.length; x++) {
        int alpha = palette.getAlpha(row[x]);
        rgb[3 * x] = (byte) onWhite(palette.getRed(row[x]), alpha);
        rgb[3 * x + 1] = (byte) onWhite(palette.getGreen(row[x]), alpha);
        rgb[3 * x + 2] = (byte) onWhite(palette.getBlue(row[x]), alpha);
      }
    }
  }

  private record Bands(Raster raster, ColorModel model) implements Rows {
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
      int bands = raster.getNumBands();
      int shift = Math.max(0, model.getComponentSize(0) - Byte.SIZE); // 16 bits to 8
      int green = bands >= RgbImage.CHANNELS ? 1 : 0;
      int blue = bands >= RgbImage.CHANNELS ? 2 : 0;
      int[] row = raster.getPixels(0, y, width(), 1, new int[width() * bands]);
      for (int x = 0; x < width(); x++) {
        int at = x * bands;
        int alpha = model.hasAlpha() ? row[at + bands - 1] >> shift : OPAQUE;
        rgb[3 * x] = (byte) onWhite(row[at] >> shift, alpha);
        rgb[3 * x + 1] = (byte) onWhite(row[at + green] >> shift, alpha);
        rgb[3 * x + 2] = (byte) onWhite(row[at + blue] >> shift, alpha);
      }
    }
  }
}
