package org.meitheal.core.partition;

import java.util.ArrayList;
import java.util.List;

/**
 * The splittable front of a model: spatial segments in a row. A <em>boundary</em> {@code b} lies in
 * front of segment {@code b}; boundary 0 is the image, boundary {@link #length} what the rest of
 * the model starts from.
 */
public record Chain(List<SpatialSegment> segments) {
  public Chain {
    segments = List.copyOf(segments);
    for (int i = 1; i < segments.size(); i++) {
      if (segments.get(i).inChannels() != segments.get(i - 1).outChannels()) {
        throw new IllegalArgumentException(
            "segment %s does not take what %s gives"
                .formatted(segments.get(i).name(), segments.get(i - 1).name()));
      }
    }
  }

  public int length() {
    return segments.size();
  }

  /** Channels at a boundary. */
  public int channels(int boundary) {
    return boundary == 0
        ? segments.getFirst().inChannels()
        : segments.get(boundary - 1).outChannels();
  }

  /**
   * Sizes at all boundaries, {@link #length} + 1 of them.
   *
   * @throws IllegalArgumentException if the image is too small
   */
  public List<Size> sizes(Size image) {
    List<Size> sizes = new ArrayList<>(length() + 1);
    sizes.add(image);
    for (SpatialSegment segment : segments) {
      sizes.add(segment.outputs(sizes.getLast()));
    }
    return List.copyOf(sizes);
  }

  /**
   * The runs of segments {@code first} to {@code end} (exclusive), fused: each on what the next one
   * needs and no more.
   *
   * @param sizes as {@link #sizes} gives them
   * @param outputs at boundary {@code end}
   * @return in the order in which they are run; the first one's input is what is needed at boundary
   *     {@code first}
   */
  public List<Crop> crops(int first, int end, List<Size> sizes, Box outputs) {
    Crop[] crops = new Crop[end - first];
    Box wanted = outputs;
    for (int i = end - 1; i >= first; i--) {
      crops[i - first] = segments.get(i).crop(wanted, sizes.get(i));
      wanted = crops[i - first].input();
    }
    return List.of(crops);
  }

  /** What {@link #crops} needs at boundary {@code first}. */
  public Box needed(int first, int end, List<Size> sizes, Box outputs) {
    Box wanted = outputs;
    for (int i = end - 1; i >= first; i--) {
      wanted = segments.get(i).crop(wanted, sizes.get(i)).input();
    }
    return wanted;
  }

  /** Multiply-adds of these runs, recomputed halo included. */
  public double multiplyAdds(int first, List<Crop> crops) {
    double sum = 0;
    for (int i = 0; i < crops.size(); i++) {
      sum += segments.get(first + i).multiplyAdds(crops.get(i));
    }
    return sum;
  }
}
