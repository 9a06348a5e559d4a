package org.meitheal.scheduler.catalog;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.meitheal.core.partition.Chain;
import org.meitheal.core.partition.Size;
import org.meitheal.core.split.DivisibleWork;
import org.meitheal.protocol.model.ModelManifest;
import org.meitheal.protocol.model.ModelManifest.Segment;
import org.meitheal.protocol.model.SplittableChain;
import org.meitheal.protocol.oip.DataType;
import org.meitheal.protocol.problem.ProblemException;

/**
 * A model that this site serves.
 *
 * @param chain its splittable front
 * @param sha256 of the bundle's manifest, which pins all of its files
 */
public record Model(ModelManifest manifest, String sha256, Chain chain) {
  private static final int FLOAT_BYTES = 4;

  public Model(ModelManifest manifest, String sha256) {
    this(manifest, sha256, SplittableChain.of(manifest));
  }

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

  /** The same work, divisible; none where no segment can be divided. */
  public @Nullable DivisibleWork divisible(InputShape shape, DataType type) {
    if (chain.length() == 0) {
      return null;
    }
    return new DivisibleWork(
        chain,
        Math.toIntExact(shape.items()),
        new Size(Math.toIntExact(shape.height()), Math.toIntExact(shape.width())),
        type.byteSize(),
        FLOAT_BYTES,
        manifest.segments().stream()
            .filter(segment -> !segment.spatial())
            .map(segment -> (double) segment.multiplyAdds() * shape.items())
            .toList(),
        manifest.joinsByMean(),
        outputBytes(1));
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

  /**
   * @throws ProblemException 400 if the outputs are no classes
   */
  public void requireLabels() {
    if (!manifest.hasLabels()) {
      throw new ProblemException(
          400,
          "no-labels",
          false,
          "model '%s' has no labels: /v2/models/%s/infer answers with its %s"
              .formatted(name(), name(), manifest.output().name()));
    }
  }

  /** Side of the square that a photo becomes, in pixels. */
  public int photoSize() {
    return manifest.preprocessing().size();
  }
}
