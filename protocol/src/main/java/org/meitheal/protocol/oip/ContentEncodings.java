package org.meitheal.protocol.oip;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** Compressed request bodies, bounded by what they inflate to. */
public final class ContentEncodings {
  private static final int BUFFER = 16 << 10;

  private ContentEncodings() {}

  /** Whether the body's declared length is that of something compressed. */
  public static boolean isCompressed(@Nullable String encoding) {
    return !normalised(encoding).equals("identity");
  }

  /**
   * The body as it was before {@code encoding}.
   *
   * @param encoding of the header {@code Content-Encoding}; null where there is none
   * @param limit bytes after inflation; beyond it reading throws {@link OipException} 413
   * @throws OipException 415 for an encoding that is unknown, 400 for data that is not so encoded
   *     (also from reading)
   */
  public static InputStream decode(InputStream body, @Nullable String encoding, long limit)
      throws IOException {
    String name = normalised(encoding);
    InputStream decoded =
        switch (name) {
          case "identity" -> body;
          case "gzip", "x-gzip" -> new Inflated(gzip(body), name);
          case "deflate" -> new Inflated(new InflaterInputStream(body), name);
          default ->
              throw new OipException(
                  415, "content encoding '" + Texts.shorten(name) + "': use gzip or deflate");
        };
    return new BoundedInputStream(decoded, limit);
  }

  private static String normalised(@Nullable String encoding) {
    return encoding == null || encoding.isBlank()
        ? "identity"
        : encoding.strip().toLowerCase(Locale.ROOT);
  }

  private static InputStream gzip(InputStream body) throws IOException {
    try {
      return new GZIPInputStream(body, BUFFER);
    } catch (ZipException | EOFException corrupt) {
      throw corrupt("gzip");
    }
  }

  private static OipException corrupt(String encoding) {
    return OipException.badRequest("the body is truncated, or not " + encoding);
  }

  /** Makes corrupt data the caller's error. */
  private static final class Inflated extends FilterInputStream {
    private final String encoding;

    Inflated(InputStream in, String encoding) {
      super(in);
      this.encoding = encoding;
    }

    @Override
    public int read() throws IOException {
      try {
        return super.read();
      } catch (ZipException | EOFException corrupt) {
        throw corrupt(encoding);
      }
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      try {
        return super.read(bytes, offset, length);
      } catch (ZipException | EOFException corrupt) {
        throw corrupt(encoding);
      }
    }
  }
}
