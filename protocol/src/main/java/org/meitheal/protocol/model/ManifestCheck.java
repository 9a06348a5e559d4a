package org.meitheal.protocol.model;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.meitheal.protocol.model.ModelManifest.LabelFile;
import org.meitheal.protocol.model.ModelManifest.Segment;

/** Whether a manifest makes sense in itself, before any of its files is read. */
final class ManifestCheck {
  static final int FORMAT = 1;

  /** A plain file of the bundle's folder: no separators, no leading dot. */
  private static final Pattern FILE = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,127}");

  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

  private ManifestCheck() {}

  /**
   * @throws IllegalArgumentException that says what is wrong
   */
  static void check(ModelManifest manifest) {
    require(manifest.format() == FORMAT, "format " + manifest.format() + " is not supported");
    require(NAME.matcher(manifest.name()).matches(), "bad name '" + manifest.name() + "'");
    require(NAME.matcher(manifest.version()).matches(), "bad version");
    require(manifest.defaultDeadlineMs() > 0, "default_deadline_ms must be positive");
    checkInput(manifest);
    LabelFile labels = manifest.labels();
    if (labels != null) {
      checkFile(labels.file(), labels.sha256());
    }
    checkSegments(manifest);
  }

  private static void checkInput(ModelManifest manifest) {
    List<Long> shape = manifest.input().shape();
    require(shape.size() == 4 && shape.get(1) > 0, "input shape must be NCHW with fixed channels");
    require(manifest.preprocessing().size() > 0, "preprocessing size must be positive");
    checkSize("reference_size", manifest.referenceSize());
    checkSize("minimum_size", manifest.input().minimumSize());
    checkSize("maximum_size", manifest.input().maximumSize());
    for (int axis = 0; axis < 2; axis++) {
      require(
          manifest.input().minimumSize().get(axis) <= manifest.input().maximumSize().get(axis),
          "minimum_size is above maximum_size");
    }
    require(!manifest.output().shape().isEmpty(), "output has no shape");
  }

  private static void checkSize(String name, List<Integer> size) {
    require(
        size.size() == 2 && size.get(0) > 0 && size.get(1) > 0,
        name + " must be a positive height and width");
  }

  private static void checkSegments(ModelManifest manifest) {
    List<Segment> segments = manifest.segments();
    require(!segments.isEmpty(), "no segments");
    Set<String> names = new HashSet<>();
    Set<String> files = new HashSet<>();
    long channels = manifest.input().shape().get(1);
    for (int index = 0; index < segments.size(); index++) {
      Segment segment = segments.get(index);
      require(names.add(segment.name()), "two segments are called " + segment.name());
      require(files.add(segment.file()), "two segments share the file " + segment.file());
      boolean isHead = index == segments.size() - 1;
      checkSegment(segment, channels, isHead);
      channels = segment.outChannels();
    }
    require(
        channels == manifest.output().shape().getLast(),
        "the head gives " + channels + " values, the output has another shape");
  }

  private static void checkSegment(Segment segment, long channelsBefore, boolean isHead) {
    String name = "segment " + segment.name();
    checkFile(segment.file(), segment.sha256());
    require(segment.bytes() > 0, name + " is empty");
    require(segment.multiplyAdds() >= 0, name + " has negative multiply_adds");
    require(
        segment.inChannels() == channelsBefore,
        name
            + " takes "
            + segment.inChannels()
            + " channels, the one before gives "
            + channelsBefore);
    require(segment.outChannels() > 0, name + " gives no channels");
    require(
        segment.spatial() != isHead,
        isHead ? "the last segment must be the head" : name + " is not spatial, nor the last");
    require(
        segment.joins() == null || (isHead && segment.joinsByMean()),
        name + " joins in an unknown way, or is not the head");
    if (segment.spatial()) {
      GeometryCheck.check(segment, name);
    }
  }

  private static void checkFile(String file, String sha256) {
    require(FILE.matcher(file).matches(), "'" + file + "' is no plain file name");
    require(SHA256.matcher(sha256).matches(), file + " has no SHA-256 in lower-case hexadecimal");
  }

  static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
