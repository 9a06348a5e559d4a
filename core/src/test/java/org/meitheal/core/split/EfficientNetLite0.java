package org.meitheal.core.split;

import java.util.ArrayList;
import java.util.List;
import org.meitheal.core.partition.Axis;
import org.meitheal.core.partition.Chain;
import org.meitheal.core.partition.Size;
import org.meitheal.core.partition.SpatialSegment;
import org.meitheal.core.partition.Window;

/** The bundled model's geometry, as its manifest says. */
final class EfficientNetLite0 {
  private static final int REFERENCE = 224;

  /** Multiply-adds of an image. */
  static final double HEAD = 1_280_000;

  /** Name, channels in and out, kernel, stride, padding in front, multiply-adds at 224². */
  private static final List<String> SEGMENTS =
      List.of(
          "stem 3 32 3 2 0 10838016",
          "block-01 32 16 3 1 1 10035200",
          "block-02 16 24 3 2 0 29202432",
          "block-03 24 24 3 1 1 25740288",
          "block-04 24 40 5 2 1 18176256",
          "block-05 40 40 5 1 2 19756800",
          "block-06 40 80 3 2 0 11712960",
          "block-07 80 80 3 1 1 15899520",
          "block-08 80 80 3 1 1 15899520",
          "block-09 80 112 5 1 2 20415360",
          "block-10 112 112 5 1 2 32796288",
          "block-11 112 112 5 1 2 32796288",
          "block-12 112 192 5 2 1 21897120",
          "block-13 192 192 5 1 2 23087232",
          "block-14 192 192 5 1 2 23087232",
          "block-15 192 192 5 1 2 23087232",
          "block-16 192 320 3 1 1 29409408",
          "features 320 1280 1 1 0 20070400");

  /** Of each segment its layers: kernel, stride, padding in front, channels in a group, and out. */
  private static final List<String> LAYERS =
      List.of(
          "3/2/0/3/32",
          "3/1/1/1/32 1/1/0/32/16",
          "1/1/0/16/96 3/2/0/1/96 1/1/0/96/24",
          "1/1/0/24/144 3/1/1/1/144 1/1/0/144/24",
          "1/1/0/24/144 5/2/1/1/144 1/1/0/144/40",
          "1/1/0/40/240 5/1/2/1/240 1/1/0/240/40",
          "1/1/0/40/240 3/2/0/1/240 1/1/0/240/80",
          "1/1/0/80/480 3/1/1/1/480 1/1/0/480/80",
          "1/1/0/80/480 3/1/1/1/480 1/1/0/480/80",
          "1/1/0/80/480 5/1/2/1/480 1/1/0/480/112",
          "1/1/0/112/672 5/1/2/1/672 1/1/0/672/112",
          "1/1/0/112/672 5/1/2/1/672 1/1/0/672/112",
          "1/1/0/112/672 5/2/1/1/672 1/1/0/672/192",
          "1/1/0/192/1152 5/1/2/1/1152 1/1/0/1152/192",
          "1/1/0/192/1152 5/1/2/1/1152 1/1/0/1152/192",
          "1/1/0/192/1152 5/1/2/1/1152 1/1/0/1152/192",
          "1/1/0/192/1152 3/1/1/1/1152 1/1/0/1152/320",
          "1/1/0/320/1280");

  private static final long OUTPUT_BYTES = 4_000;

  private EfficientNetLite0() {}

  /** Pixels in UINT8; the head is affine in the mean. */
  static DivisibleWork work(int items, int side) {
    return new DivisibleWork(
        chain(), items, new Size(side, side), 1, 4, List.of(items * HEAD), true, OUTPUT_BYTES);
  }

  /** A segment for each layer; their multiply-adds are those of an output pixel. */
  static List<List<SpatialSegment>> layers() {
    List<List<SpatialSegment>> segments = new ArrayList<>();
    int channels = 3;
    for (String line : LAYERS) {
      List<SpatialSegment> layers = new ArrayList<>();
      for (String layer : line.split(" ")) {
        String[] values = layer.split("/");
        int kernel = Integer.parseInt(values[0]);
        int stride = Integer.parseInt(values[1]);
        int before = Integer.parseInt(values[2]);
        int out = Integer.parseInt(values[4]);
        Window window = new Window(kernel, stride, 1, before, kernel - stride - before, false);
        Axis axis = Axis.of(List.of(window));
        double work = Double.parseDouble(values[3]) * out * kernel * kernel;
        layers.add(new SpatialSegment(layer, channels, out, axis, axis, work));
        channels = out;
      }
      segments.add(layers);
    }
    return segments;
  }

  /** As the bundle has it, whose segments have methods for pieces. */
  static Chain chain() {
    List<SpatialSegment> segments = new ArrayList<>();
    List<SpatialSegment> unmodified = unmodified().segments();
    for (int i = 0; i < unmodified.size(); i++) {
      SpatialSegment whole = unmodified.get(i);
      List<SpatialSegment> layers = layers().get(i);
      Axis axis = whole.rows();
      List<Window> windows =
          layers.stream().map(layer -> layer.rows().windows().getFirst()).toList();
      Axis rows = new Axis(axis.stride(), axis.reach(), axis.before(), windows);
      segments.add(
          new SpatialSegment(
              whole.name(),
              whole.inChannels(),
              whole.outChannels(),
              rows.inPieces(),
              rows,
              whole.multiplyAddsPerPixel(),
              layers.stream().map(layer -> outputMultiplyAdds(layer)).toList()));
    }
    return new Chain(segments);
  }

  private static double outputMultiplyAdds(SpatialSegment layer) {
    return layer.multiplyAddsPerPixel();
  }

  static Chain unmodified() {
    List<SpatialSegment> segments = new ArrayList<>();
    int side = REFERENCE;
    for (int i = 0; i < SEGMENTS.size(); i++) {
      String[] values = SEGMENTS.get(i).split(" ");
      int kernel = Integer.parseInt(values[3]);
      int stride = Integer.parseInt(values[4]);
      int before = Integer.parseInt(values[5]);
      Window window = new Window(kernel, stride, 1, before, kernel - stride - before, false);
      Axis axis = Axis.of(List.of(window));
      segments.add(
          new SpatialSegment(
              values[0],
              Integer.parseInt(values[1]),
              Integer.parseInt(values[2]),
              axis,
              axis,
              Double.parseDouble(values[6]) / side / side));
      side /= stride;
    }
    return new Chain(segments);
  }
}
