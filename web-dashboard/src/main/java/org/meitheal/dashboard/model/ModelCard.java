package org.meitheal.dashboard.model;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.model.ModelManifest;

/**
 * A model as it is shown.
 *
 * @param facts none where its manifest is not known
 * @param holders some of those that hold it, the fastest first
 * @param held how many hold it, {@code ready} of them online and ready
 * @param note what is odd about it; none where nothing is
 */
public record ModelCard(
    String name,
    String version,
    String sha256,
    @Nullable String deadline,
    @Nullable Facts facts,
    List<Holder> holders,
    int held,
    int ready,
    String speeds,
    @Nullable String note) {
  /** What its manifest says. */
  public record Facts(
      String input, String sizes, String output, String work, String size, String segments) {
    static Facts of(ModelManifest manifest) {
      ModelManifest.Input input = manifest.input();
      long bytes = manifest.segments().stream().mapToLong(ModelManifest.Segment::bytes).sum();
      long spatial = manifest.segments().stream().filter(ModelManifest.Segment::spatial).count();
      return new Facts(
          "%s, %s %s".formatted(input.name(), input.datatype(), shape(input.shape())),
          "%s to %s, made for %s"
              .formatted(
                  size(input.minimumSize()),
                  size(input.maximumSize()),
                  size(manifest.referenceSize())),
          "%s, %s %s%s"
              .formatted(
                  manifest.output().name(),
                  manifest.output().datatype(),
                  shape(manifest.output().shape()),
                  manifest.hasLabels() ? ", with labels" : ""),
          Figures.million(multiplyAdds(manifest)),
          org.meitheal.dashboard.text.Quantities.bytes(bytes),
          "%d, %d of them can be divided".formatted(manifest.segments().size(), spatial));
    }

    private static String shape(List<Long> shape) {
      return shape.stream()
          .map(size -> size < 0 ? "any" : size.toString())
          .collect(Collectors.joining(" × "));
    }

    private static String size(List<Integer> size) {
      return size.stream().map(String::valueOf).collect(Collectors.joining(" × "));
    }
  }

  /** A device that has it in memory. */
  public record Holder(
      String device,
      boolean ready,
      boolean online,
      String perImage,
      String evidence,
      double order) {}

  /** Of one input of the size that it was made for. */
  static long multiplyAdds(ModelManifest manifest) {
    return manifest.segments().stream().mapToLong(ModelManifest.Segment::multiplyAdds).sum();
  }
}
