package org.meitheal.core.split;

import java.util.List;
import org.meitheal.core.partition.Axis;
import org.meitheal.core.partition.Box;
import org.meitheal.core.partition.RowWork;
import org.meitheal.core.partition.Size;
import org.meitheal.core.partition.SpatialSegment;

/** A chain at one image size, in arrays: by segment, or by boundary. */
final class Geometry {
  final DivisibleWork work;
  final int length;
  final List<Size> sizes;
  final int[] heights;
  final int[] widths;

  /** Of all channels. */
  final double[] bytesPerPixel;

  final Axis[] rows;
  final Axis[] columns;
  final RowWork[] rowWork;

  /** Up to the last row, for one item and one column. */
  final double[] multiplyAddsOfRows;

  /** Of the whole, all items. */
  final double[] multiplyAdds;

  Geometry(DivisibleWork work) {
    this.work = work;
    length = work.chain().length();
    sizes = work.chain().sizes(work.image());
    heights = sizes.stream().mapToInt(Size::height).toArray();
    widths = sizes.stream().mapToInt(Size::width).toArray();
    bytesPerPixel = new double[length + 1];
    rows = new Axis[length];
    columns = new Axis[length];
    rowWork = new RowWork[length];
    multiplyAddsOfRows = new double[length];
    multiplyAdds = new double[length];
    bytesPerPixel[0] = (double) work.chain().channels(0) * work.inputBytesPerValue();
    for (int i = 0; i < length; i++) {
      SpatialSegment segment = work.chain().segments().get(i);
      bytesPerPixel[i + 1] = (double) segment.outChannels() * work.activationBytesPerValue();
      rows[i] = segment.rows();
      columns[i] = segment.columns();
      rowWork[i] = segment.rowWork();
      multiplyAddsOfRows[i] = rowWork[i].upToTheEdge(heights[i]);
      multiplyAdds[i] = multiplyAddsOfRows[i] * widths[i] * work.items();
    }
  }

  Box whole(int boundary) {
    return Box.whole(work.items(), sizes.get(boundary));
  }

  /** Of the whole activation at a boundary, all items. */
  double bytes(int boundary) {
    return bytesPerPixel[boundary] * sizes.get(boundary).pixels() * work.items();
  }

  /** Of a run for some rows of a segment's output, on a crop; of one item and one column. */
  double multiplyAdds(int segment, int outputFrom, int outputTo, int cropFrom, int cropTo) {
    RowWork work = rowWork[segment];
    double end =
        rows[segment].readsBehind(outputTo, heights[segment])
            ? multiplyAddsOfRows[segment]
            : work.upTo(outputTo, cropTo);
    return end - work.ahead(outputFrom, cropFrom);
  }

  double multiplyAdds(int first, int end) {
    double sum = 0;
    for (int i = first; i < end; i++) {
      sum += multiplyAdds[i];
    }
    return sum;
  }

  double restMultiplyAdds() {
    double sum = 0;
    for (double rest : work.restMultiplyAdds()) {
      sum += rest;
    }
    return sum;
  }
}
