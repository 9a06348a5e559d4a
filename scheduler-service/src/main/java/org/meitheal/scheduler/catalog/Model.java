package org.meitheal.scheduler.catalog;

import java.time.Duration;
import org.meitheal.protocol.model.ModelManifest;
import org.meitheal.protocol.model.ModelManifest.Segment;

/**
 * A model that this site serves.
 *
 * @param sha256 of the bundle's manifest, which pins all of its files
 */
public record Model(ModelManifest manifest, String sha256) {
  private static final int FLOAT_BYTES = 4;

  public String name() {
    return manifest.name();
  }

  public String version() {
    return manifest.version();
  }

  public Duration defaultDeadline() {
    return Duration.ofMillis(manifest.defaultDeadlineMs());
  }

  /**
   * The work of a whole request. A spatial segment's work grows with the input's area, a head's
   * only with the number of items.
   */
  public long multiplyAdds(InputShape shape) {
    double referenceArea =
        (double) manifest.referenceSize().getFirst() * manifest.referenceSize().getLast();
    double scale = shape.height() * (double) shape.width() / referenceArea;
    double one = 0;
    for (Segment segment : manifest.segments()) {
      one += segment.spatial() ? segment.multiplyAdds() * scale : segment.multiplyAdds();
    }
    return (long) Math.min(Long.MAX_VALUE, shape.items() * one);
  }

  /** The tensor of such an input in binary, FP32. */
  public long inputBytes(InputShape shape) {
    long channels = manifest.input().shape().get(1);
    return shape.items() * channels * shape.height() * shape.width() * FLOAT_BYTES;
  }

  /** The answer's tensor in binary: shape [items, classes], FP32. */
  public long outputBytes(long items) {
    long elements =
        manifest.output().shape().stream()
            .mapToLong(Long::longValue)
            .filter(n -> n > 0)
            .reduce(1, (a, b) -> a * b);
    return items * elements * FLOAT_BYTES;
  }

  /** Side of the square that a photo becomes, in pixels. */
  public int photoSize() {
    return manifest.preprocessing().size();
  }
}
