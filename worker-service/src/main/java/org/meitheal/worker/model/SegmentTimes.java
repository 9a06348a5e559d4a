package org.meitheal.worker.model;

import java.util.List;
import org.meitheal.core.partition.Chain;
import org.meitheal.core.partition.Crop;
import org.meitheal.core.partition.Size;
import org.meitheal.protocol.model.ModelManifest;
import org.meitheal.worker.speed.SegmentMeter;

/**
 * What runs of some of a model's segments take on a lane of this device. A segment of the
 * splittable front works in proportion to its pixels, one behind it in proportion to the items.
 */
public final class SegmentTimes {
  private final SegmentMeter meter = new SegmentMeter();
  private final ModelManifest manifest;
  private final Chain chain;

  SegmentTimes(ModelManifest manifest, Chain chain) {
    this.manifest = manifest;
    this.chain = chain;
  }

  /** What was measured. */
  public SegmentMeter meter() {
    return meter;
  }

  /** As calibrated, in milliseconds; 0 while nothing was measured. */
  public double calibratedMs(int first, List<Crop> crops) {
    double sum = 0;
    for (int i = 0; i < crops.size(); i++) {
      double work = chain.segments().get(first + i).multiplyAdds(crops.get(i));
      sum += meter.calibratedMs(first + i, work);
    }
    return sum;
  }

  /** The same of a whole run from a boundary to the model's end. */
  public double calibratedMsFrom(int boundary, int items, Size image) {
    if (items == 0) {
      return 0;
    }
    double[] work = multiplyAdds(items, image.height(), image.width());
    double sum = 0;
    for (int segment = boundary; segment < work.length; segment++) {
      sum += meter.calibratedMs(segment, work[segment]);
    }
    return sum;
  }

  /** Of each segment in a run on such images. */
  double[] multiplyAdds(int items, int height, int width) {
    List<Size> sizes = chain.sizes(new Size(height, width));
    double[] work = new double[manifest.segments().size()];
    for (int i = 0; i < work.length; i++) {
      work[i] =
          i < chain.length()
              ? chain.segments().get(i).multiplyAdds(items, sizes.get(i))
              : (double) manifest.segments().get(i).multiplyAdds() * items;
    }
    return work;
  }
}
