package org.meitheal.worker.photo;

import java.awt.Rectangle;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Turns a JPEG or PNG into a model's square of pixels, by the convention of the bundle's
 * preprocessing {@code bilinear-short-side} and {@code centre}.
 *
 * <p>The size is read from the header before anything is decoded, and only the part that the square
 * needs is kept. A part of more than {@value #KEPT_PIXELS} pixels is thinned out while it is
 * decoded, so that no photo takes more than about 40 MB; the filter still averages over several
 * pixels each way then. Colour profiles are not applied. Transparent pixels are seen on white.
 */
public final class PhotoDecoder {
  private static final int KEPT_PIXELS = 12_500_000;

  private final long pixelLimit;

  static {
    ImageIO.setUseCache(false); // No temporary files.
  }

  /**
   * @param pixelLimit width × height of the largest photo that is decoded
   */
  public PhotoDecoder(long pixelLimit) {
    this.pixelLimit = pixelLimit;
  }

  /**
   * @param photo from position to limit; its position stays
   * @param size of the square's sides
   * @throws PhotoException when it is no image, a broken one, or too big
   */
  public RgbImage decode(ByteBuffer photo, int size) throws PhotoException {
    try (ImageInputStream stream = new BufferInput(photo)) {
      ImageReader reader = readerFor(stream);
      try {
        reader.setInput(stream, true, true);
        return decode(reader, photo, size);
      } finally {
        reader.dispose();
      }
    } catch (IOException | RuntimeException unreadable) {
      // Readers answer broken files with all kinds of runtime exceptions.
      throw PhotoException.notAnImage("the image is broken: " + reasonOf(unreadable));
    }
  }

  private RgbImage decode(ImageReader reader, ByteBuffer photo, int size)
      throws IOException, PhotoException {
    int width = reader.getWidth(0);
    int height = reader.getHeight(0);
    if ((long) width * height > pixelLimit) {
      throw new PhotoException(
          PhotoException.Reason.TOO_MANY_PIXELS,
          "the image has %d × %d pixels; at most %d are decoded"
              .formatted(width, height, pixelLimit));
    }
    Orientation orientation = Exif.orientation(photo);
    int thinning = thinning(SquareCut.of(width, height, size, orientation), size);
    SquareCut cut =
        SquareCut.of(
            Math.ceilDiv(width, thinning), Math.ceilDiv(height, thinning), size, orientation);
    Rows region = Pixels.read(reader, parameters(reader, cut.region(), thinning, width, height));
    return orientation.apply(TriangleFilter.scale(region, cut));
  }

  private static int thinning(SquareCut cut, int size) {
    Rectangle region = cut.region();
    double pixels = (double) region.width * region.height;
    int needed = (int) Math.ceil(Math.sqrt(pixels / KEPT_PIXELS));
    int harmless = Math.min(cut.across().length(), cut.down().length()) / size;
    return Math.max(1, Math.min(needed, harmless));
  }

  private static ImageReadParam parameters(
      ImageReader reader, Rectangle region, int thinning, int width, int height) {
    ImageReadParam parameters = reader.getDefaultReadParam();
    int left = region.x * thinning;
    int top = region.y * thinning;
    parameters.setSourceRegion(
        new Rectangle(
            left,
            top,
            Math.min(region.width * thinning, width - left),
            Math.min(region.height * thinning, height - top)));
    parameters.setSourceSubsampling(thinning, thinning, 0, 0);
    return parameters;
  }

  private static ImageReader readerFor(ImageInputStream stream) throws IOException, PhotoException {
    Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
    while (readers.hasNext()) {
      ImageReader reader = readers.next();
      String format = reader.getFormatName().toUpperCase(Locale.ROOT);
      if (format.equals("JPEG") || format.equals("PNG")) {
        return reader;
      }
      reader.dispose();
    }
    throw PhotoException.notAnImage("the body is neither a JPEG nor a PNG");
  }

  private static @Nullable String reasonOf(Exception unreadable) {
    return unreadable instanceof IOException ? unreadable.getMessage() : "its content is not valid";
  }
}
